"""What a weekday usually costs, fixed costs aside. One query more than the plans."""

from collections.abc import Mapping
from datetime import date, timedelta

from accounts.models import User
from budget_management.selectors import AppliedPlan
from core.periods import BudgetMonth, DateRange
from expenses.selectors import spent_by_day_and_category
from insights.facts import PlanLine
from insights.flow import living_by_day
from insights.weekdays import Weekdays as Weekdays
from insights.weekdays import weekday_means

WEEKS = 8


def of_weeks(user: User, day: date, since: date | None, plans: Mapping[BudgetMonth, AppliedPlan]) -> Weekdays:
    """Return the means of living costs over the eight weeks before a day, as far as they lie after `since`.

    `since` is the day of the first expense, None where there is none. `plans` are those of the months of these weeks.
    """
    window = DateRange(day - timedelta(weeks=WEEKS), day)
    if not since or since >= day:
        return weekday_means({})
    first = max(since, window.first)
    return weekday_means({then: spent for then, spent in _living(user, window, plans).items() if then >= first})


def _living(user: User, window: DateRange, plans: Mapping[BudgetMonth, AppliedPlan]) -> dict[date, int]:
    """Return the living costs of each day of the window, and of the days before it in the month that it begins in."""
    start_day = user.month_start_day
    month = BudgetMonth.containing(window.first, start_day)
    period = month.range(start_day)
    spent = spent_by_day_and_category(user.pk, DateRange(period.first, window.end))
    found: dict[date, int] = {}
    while period.first < window.end:
        plan = plans.get(month)
        lines = [PlanLine(line.code, line.amount, line.fixed_amount) for line in plan.lines] if plan else []
        found |= living_by_day(DateRange(period.first, min(period.end, window.end)), lines, spent)
        month = month.next()
        period = month.range(start_day)
    return found
