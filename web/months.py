"""Months that are asked for in an address."""

from core.api.fields import FIRST_DAY, LAST_DAY
from core.errors import NotFound
from core.periods import BudgetMonth

# The months that the API takes, too.
FIRST, LAST = BudgetMonth(FIRST_DAY.year, 1), BudgetMonth(LAST_DAY.year, 12)


def month_asked(text: str | None, this: BudgetMonth) -> BudgetMonth:
    """Return the month that is asked for, `this` where none is. Raises NotFound for what is none, or out of reach."""
    try:
        wanted = BudgetMonth.parse(text) if text else this
    except ValueError as error:
        raise NotFound from error
    if not FIRST <= wanted <= LAST:
        raise NotFound
    return wanted
