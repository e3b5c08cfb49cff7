"""달력: a month day by day, with the plan's colour of each day, and one day's expenses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import PageRequest, signed_in
from core import clock
from core.api.fields import FIRST_DAY
from core.periods import BudgetMonth, DateRange
from expenses import listing
from reports import calendar
from reports.calendar import CalendarDay, MonthCalendar
from web.days import weeks
from web.months import month_asked

MOST_ON_A_DAY = 50


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the grid; `seen` is None for one to come, of which `later` is recorded already."""

    day: date
    seen: CalendarDay | None
    later: int
    is_today: bool
    is_picked: bool


@require_safe
@signed_in
def month(request: PageRequest) -> HttpResponse:
    """Show a budget month, by default the one of today, and the expenses of one of its days."""
    user, today = request.user, clock.today(request.user)
    this = BudgetMonth.containing(today, user.month_start_day)
    shown = month_asked(request.GET.get("month"), this)
    found = calendar.of_month(user, shown, today)
    picked = _picked(request.GET.get("day"), found)
    of_day = listing.Filter(owner_id=user.pk, period=DateRange.inclusive(picked, picked))
    page = listing.page(of_day, listing.NEWEST_FIRST, MOST_ON_A_DAY)
    context = {
        "here": "calendar",
        "found": found,
        "weeks": list(_weeks(found, picked)),
        "picked": _cell(picked, found, picked),
        "rows": page.rows,
        "more_on": picked if page.end else None,
        "earlier": shown.previous() if found.period.first > FIRST_DAY else None,
        "later": shown.next() if shown < this else None,
        "anew": request.get_full_path(),
        "crosses": user.month_start_day > 1,
    }
    return render(request, "web/calendar.html", context)


def _picked(text: str | None, found: MonthCalendar) -> date:
    """Return the day that is asked for, if the month has it; else today or the nearest day to that."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        day = found.today
    return min(max(day if day in found.period else found.today, found.period.first), found.period.last)


def _weeks(found: MonthCalendar, picked: date) -> Iterator[list[Cell | None]]:
    for week in weeks(found.period):
        yield [_cell(day, found, picked) if day else None for day in week]


def _cell(day: date, found: MonthCalendar, picked: date) -> Cell:
    number = (day - found.period.first).days
    seen = found.days[number] if number < len(found.days) else None
    return Cell(day, seen, found.later.get(day, 0), day == found.today, day == picked)
