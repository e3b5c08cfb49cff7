"""All that the statistics page shows of a month: comparisons, categories, twelve months, weekdays."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from budget_management.selectors import plans_for
from core.periods import BudgetMonth

from . import months, statistics, weekdays
from .months import Year
from .statistics import Statistics
from .weekdays import Weekdays


@dataclass(frozen=True, slots=True)
class Overview:
    """A month as seen on a day of it."""

    seen: Statistics
    year: Year
    weekdays: Weekdays


def for_user(user: User, on: date | None = None) -> Overview:
    """Return what there is to say of the month on a day of it, by default today where the user lives.

    Three queries more than the comparisons: the plans, the year's days, and the days of the last weeks.
    """
    seen = statistics.for_user(user, on)
    twelve = months.twelve_up_to(seen.month)
    plans = plans_for(user.pk, twelve)
    return Overview(
        seen,
        months.of_year(user, twelve, seen.facts, plans),
        weekdays.of_weeks(user, seen.day, seen.first_expense, plans),
    )


def day_of(month: BudgetMonth, start_day: int, today: date) -> date | None:
    """Return the day as of which a month is seen: today in its own, the last of one that is over, else None."""
    period = month.range(start_day)
    return None if period.first > today else min(today, period.last)
