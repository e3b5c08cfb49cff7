"""What helps to set a budget: how others split theirs, and what the last months took."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from budget_management.selectors import recommended_budget
from core.money import round_quotient
from core.periods import BudgetMonth, DateRange
from expenses.selectors import spent_by_category_between

MONTHS = 3


@dataclass(frozen=True, slots=True)
class Guidance:
    """By category code, in minor units: `recommended` of a total, and `usual`, the mean of the last three months.

    `usual` knows only what was spent on. `contributors` is how many people it was learned from, None for the survey.
    """

    recommended: Mapping[str, int]
    usual: Mapping[str, int]
    contributors: int | None


def guidance_for(user: User, month: BudgetMonth, total: int) -> Guidance:
    """Return what helps to split a total for a month. Three queries at most."""
    found = recommended_budget(user, total, group_below=0) if total else None
    return Guidance(
        recommended={line.code: line.amount for line in found.lines} if found else {},
        usual=usual_spending(user, month),
        contributors=found.contributors if found else None,
    )


def usual_spending(user: User, month: BudgetMonth) -> dict[str, int]:
    """Return the mean spending of the three months before one, by category, rounded to the person's unit."""
    start = user.month_start_day
    period = DateRange(month.shift(-MONTHS).range(start).first, month.range(start).first)
    rows = spent_by_category_between(user.pk, period)
    return {row.code: round_quotient(row.total, MONTHS, user.rounding_unit) for row in rows}


def even_share_before(user: User, month: BudgetMonth, total: int, elapsed: int) -> int:
    """Return what an even pace has taken of a total in `elapsed` days of the month, rounded to the person's unit."""
    return round_quotient(total * elapsed, month.range(user.month_start_day).days, user.rounding_unit)
