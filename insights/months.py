"""Months one after another: what each took, and where the pace leads the last of them (docs/arithmetic.md)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.money import round_quotient
from core.periods import BudgetMonth, DateRange
from insights.facts import MonthFacts


@dataclass(frozen=True, slots=True)
class MonthTotal:
    """What a month took, and its budget; None where there is no plan. In minor units."""

    month: BudgetMonth
    period: DateRange
    spent: int
    budget: int | None

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned, which takes a plan."""
        return self.budget is not None and self.spent > self.budget

    @property
    def beyond(self) -> int | None:
        """What was spent beyond the budget; negative where some of it is left, None without one."""
        return None if self.budget is None else self.spent - self.budget


def month_totals(
    months: Sequence[BudgetMonth], start_day: int, spent: Mapping[date, int], budgets: Mapping[BudgetMonth, int]
) -> list[MonthTotal]:
    """Return the totals of months that follow on one another, from the spending by day, none of it outside them."""
    periods = [month.range(start_day) for month in months]
    firsts = [period.first for period in periods]
    sums = [0] * len(months)
    for day, amount in spent.items():
        sums[bisect_right(firsts, day) - 1] += amount
    return [
        MonthTotal(month, period, total, budgets.get(month))
        for month, period, total in zip(months, periods, sums, strict=True)
    ]


def projected_total(facts: MonthFacts) -> int | None:
    """Return what the whole month takes at the pace so far, in minor units; None on its last day: there is no more.

    Living costs go on as they did, rounded to the unit, and the fixed parts go out in full, once.
    Never less than was spent. Source: docs/arithmetic.md.
    """
    if facts.days_left == 1:
        return None
    fixed = sum(line.fixed for line in facts.lines)
    spent = facts.spending.total_to_date
    living = spent - sum(min(facts.spending.to_date(line.category), line.fixed) for line in facts.lines)
    return max(fixed + round_quotient(living * facts.days, facts.elapsed, facts.rules.unit), spent)
