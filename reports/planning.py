"""What helps to set a budget: how others split theirs, what the last months took, and what a month has taken so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from budget_management.selectors import recommended_budget
from core.money import round_quotient
from core.periods import BudgetMonth, DateRange
from expenses.selectors import first_expense_day, spent_by_category_between

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Guidance:
    """By category code, in minor units: `recommended` of a total, and `usual`, a mean of the last months.

    `usual` knows only what was spent on. `contributors` is how many people it was learned from, None for the survey.
    """

    recommended: Mapping[str, int]
    usual: Mapping[str, int]
    contributors: int | None


def guidance_for(user: User, total: int, before: BudgetMonth) -> Guidance:
    """Return what helps to split a total, with the months before one as what is usual. Three statements at most."""
    found = recommended_budget(user, total, group_below=0) if total else None
    return Guidance(
        recommended={line.code: line.amount for line in found.lines} if found else {},
        usual=usual_spending(user, before),
        contributors=found.contributors if found else None,
    )


def usual_spending(user: User, before: BudgetMonth) -> dict[str, int]:
    """Return what the three months before one took on average, by category, rounded to the person's unit.

    Months from before the first expense do not count.
    """
    first = first_expense_day(user.pk)
    months = [before.shift(-number) for number in range(MONTHS, 0, -1)]
    counted = [month.range(user.month_start_day) for month in months]
    counted = [period for period in counted if first and first < period.end]
    if not counted:
        return {}
    rows = spent_by_category_between(user.pk, DateRange(counted[0].first, counted[-1].end))
    return {row.code: round_quotient(row.total, len(counted), user.rounding_unit) for row in rows}


def spent_so_far(user: User, total: int, day: date) -> int:
    """Return what an even pace would have taken of a month's total before a day, beyond what is recorded already.

    Rounded to the person's unit, never negative.
    """
    period = BudgetMonth.containing(day, user.month_start_day).range(user.month_start_day)
    recorded = sum(row.total for row in spent_by_category_between(user.pk, DateRange(period.first, day)))
    even = round_quotient(total * (day - period.first).days, period.days, user.rounding_unit)
    return max(even - recorded, 0)
