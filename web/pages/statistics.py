"""통계: a month compared, by category, among twelve, and by the days of the week."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from accounts.access import PageRequest, signed_in
from core import clock
from core.errors import NotFound
from core.periods import BudgetMonth, DateRange
from reports import overview
from web.months import month_asked


@require_safe
@signed_in
def statistics(request: PageRequest) -> HttpResponse:
    """Show a budget month as of today, or as of its last day where that is past."""
    user, today = request.user, clock.today(request.user)
    this = BudgetMonth.containing(today, user.month_start_day)
    month = month_asked(request.GET.get("month"), this)
    day = overview.day_of(month, user.month_start_day, today)
    if not day:
        raise NotFound
    found = overview.for_user(user, day)
    seen, language = found.seen, get_language()
    first = seen.first_expense
    context = {
        "here": "statistics",
        "today": today,
        "month": month,
        "is_now": month == this,
        "earlier": month.previous() if first and first < seen.period.first else None,
        "later": month.next() if month < this else None,
        "days": DateRange.inclusive(seen.period.first, day),
        "has_begun": bool(first and first <= day),
        "has_plan": bool(seen.facts.lines),
        "seen": seen,
        "categories": [(one, seen.labels(one.category, language)) for one in seen.categories()],
        "year": found.year,
        "weekdays": found.weekdays,
    }
    return render(request, "web/statistics.html", context)
