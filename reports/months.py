"""The year up to a month: what each of twelve months took, against its plan. One query more than the plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from budget_management.selectors import AppliedPlan
from core.periods import BudgetMonth, DateRange
from expenses.selectors import spent_by_day
from insights.facts import MonthFacts
from insights.months import MonthTotal as MonthTotal
from insights.months import month_totals, projected_total

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months, the last one as seen on `day`, and what that one takes at its pace; None where it is over."""

    months: Sequence[MonthTotal]
    day: date
    projected: int | None

    @property
    def begun(self) -> Sequence[MonthTotal]:
        """The months since the first that has a plan or spending, which is where there is something to tell."""
        known = [place for place, month in enumerate(self.months) if month.spent or month.budget is not None]
        return self.months[known[0] :] if known else ()


def twelve_up_to(month: BudgetMonth) -> list[BudgetMonth]:
    """Return a month and the eleven before it, in order."""
    return [month.shift(later) for later in range(1 - MONTHS, 1)]


def of_year(
    user: User, months: Sequence[BudgetMonth], facts: MonthFacts, plans: Mapping[BudgetMonth, AppliedPlan]
) -> Year:
    """Return the year of these months, the last of which the facts are of. `plans` are theirs."""
    first = months[0].range(user.month_start_day).first
    spent = spent_by_day(user.pk, DateRange.inclusive(first, facts.day))
    budgets = {month: sum(line.amount for line in plan.lines) for month, plan in plans.items() if plan.lines}
    return Year(month_totals(months, user.month_start_day, spent, budgets), facts.day, projected_total(facts))
