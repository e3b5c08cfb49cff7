"""Spending against last month, the same weekday, and other users (docs/arithmetic.md).

Amounts are in minor units, ratios in percent with one decimal, None without a denominator.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.money import percentage, round_quotient
from core.periods import DateRange
from insights.facts import PlanLine

NANO = 10**9
"""Averages over many users are kept as integers of 1 / NANO, rounded half up once."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two amounts and the current one in percent of the previous one."""

    current: int
    previous: int
    ratio: float | None

    @property
    def more(self) -> int:
        """How much more the current amount is; negative where it is less."""
        return self.current - self.previous


@dataclass(frozen=True, slots=True)
class CategoryStanding:
    """What was spent in a category, against its budget and the same days of last month.

    `budget` is None where the plan does not have it; `used` is spent in percent of the budget.
    """

    category: str
    spent: int
    previous: int
    budget: int | None
    used: float | None

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned, which takes a plan."""
        return self.budget is not None and self.spent > self.budget


@dataclass(frozen=True, slots=True)
class WeekdayComparison:
    """A day against the same weekday of last week and of up to eight weeks before it.

    `last_week` is 0 where nothing was spent that day; `average` is None where there is no week to compare with.
    It is rounded half up to whole minor units; `ratio_to_average` uses the exact mean.
    """

    today: int
    last_week: int
    ratio: float | None
    average: int | None
    ratio_to_average: float | None

    @property
    def more(self) -> int | None:
        """How much more today is than the mean; negative where it is less, None where there is no mean."""
        return None if self.average is None else self.today - self.average


@dataclass(frozen=True, slots=True)
class OthersComparison:
    """Spent / budget, in percent: mine, the mean of other users, and mine in percent of theirs."""

    mine: float | None
    others: float | None
    relative: float | None

    @property
    def gap(self) -> float | None:
        """How far `relative` is from 100; positive where I have spent more of my budget than the others of theirs."""
        return None if self.relative is None else round(self.relative - 100, 1)


def compare(current: int, previous: int) -> Comparison:
    """Return the two amounts with 100 * current / previous."""
    return Comparison(current, previous, percentage(current, previous))


NOTHING = compare(0, 0)


def standings(lines: Iterable[PlanLine], by_category: Mapping[str, Comparison]) -> list[CategoryStanding]:
    """Return how each category stands that is planned, or spent on in either month: the most spent first.

    Ties: the larger budget, then plan order. Categories of nothing at all, a budget of 0 among it, are left out.
    """
    planned: dict[str, int | None] = {line.category: line.budget for line in lines}
    budgets = planned | {code: None for code in by_category if code not in planned}
    found = []
    for code, budget in budgets.items():
        one = by_category.get(code, NOTHING)
        if one.current or one.previous or budget:
            found.append(
                CategoryStanding(code, one.current, one.previous, budget, percentage(one.current, budget or 0))
            )
    return sorted(found, key=lambda one: (-one.spent, -(one.budget or 0)))


def same_days_of_previous(period: DateRange, day: date, previous: DateRange) -> DateRange:
    """Return as many days of the previous month as `period` has up to and including `day`, at most all of them.

    Raises ValueError where the day is not in the period. Source: docs/arithmetic.md.
    """
    if day not in period:
        raise ValueError(f"{day} is not in the month from {period.first} up to {period.end}")
    days = min(period.until(day).days, previous.days)
    return DateRange(previous.first, previous.first + timedelta(days=days))


def weekday_comparison(today: int, last_eight: Sequence[int]) -> WeekdayComparison:
    """Return today's spending against the same weekday of the weeks before, `last_eight[0]` being last week.

    Give fewer weeks where the user's first expense is younger, and 0 for a day on which nothing was spent.
    Source: docs/arithmetic.md.
    """
    weeks = len(last_eight)
    if not weeks:
        return WeekdayComparison(today, 0, None, None, None)
    total = sum(last_eight)
    return WeekdayComparison(
        today=today,
        last_week=last_eight[0],
        ratio=percentage(today, last_eight[0]),
        average=round_quotient(total, weeks),
        ratio_to_average=percentage(today * weeks, total),
    )


def spending_ratio(spent: int, budget: int) -> Fraction | None:
    """Return spent / budget, exactly; None where the budget is 0."""
    return Fraction(spent, budget) if budget else None


def others_mean(mean_nano: int, contributors: int, mine: Fraction | None) -> Fraction | None:
    """Return the mean of the others' ratios: the kept mean, without `mine` where it is one of the `contributors`.

    `mean_nano` is in units of 1 / NANO; `mine` is None where I did not contribute. None where nobody else did.
    Never negative, though the kept mean is rounded and may be older than `mine`. Source: docs/arithmetic.md.
    """
    others = contributors if mine is None else contributors - 1
    if others < 1:
        return None
    without_me = Fraction(mean_nano * contributors, NANO) - (mine or 0)
    return max(without_me / others, Fraction(0))


def compare_with_others(mine: Fraction | None, others: Fraction | None) -> OthersComparison:
    """Return both ratios in percent, and mine relative to the others': 60 % against 50 % is 120.0."""
    return OthersComparison(
        mine=_percent(mine),
        others=_percent(others),
        relative=None if mine is None or others is None else percentage(mine, others),
    )


def _percent(ratio: Fraction | None) -> float | None:
    return None if ratio is None else percentage(ratio, 1)
