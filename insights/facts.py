"""What the arithmetic is told: one person's budget month, as seen on one day of it. Amounts are in minor units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.periods import DateRange


class PlanLine(NamedTuple):
    """The budget of a category for the month, and how much of it is `fixed`: goes out in one piece, as rent does."""

    category: str
    budget: int
    fixed: int = 0

    @property
    def daily(self) -> int:
        """The part of the budget that is for daily spending, in minor units, never negative."""
        return self.budget - self.fixed if self.budget > self.fixed else 0


@dataclass(frozen=True, slots=True)
class Spending:
    """Counted spending per category: `before` the day (from the first of the month), and on the day, `today`.

    Categories outside the plan may occur in both, and nothing may have been spent in one; their order is kept.
    """

    before: Mapping[str, int] = field(default_factory=dict)
    today: Mapping[str, int] = field(default_factory=dict)

    def to_date(self, category: str) -> int:
        """Return what was spent in the category this month, the day included."""
        return self.before.get(category, 0) + self.today.get(category, 0)

    @property
    def total_to_date(self) -> int:
        """What was spent this month in all categories, the day included."""
        return sum(self.before.values()) + sum(self.today.values())


@dataclass(frozen=True, slots=True)
class Rules:
    """A person's settings: amounts are advised in multiples of `unit`, in minor units.

    `floor_percent` of an even day is advised even when nothing is left.
    Raises ValueError for a unit below 1 or a negative percentage.
    """

    unit: int = 100
    floor_percent: int = 30

    def __post_init__(self) -> None:
        if self.unit < 1 or self.floor_percent < 0:
            raise ValueError(f"cannot advise in units of {self.unit} with a floor of {self.floor_percent} %")


@dataclass(frozen=True, slots=True)
class MonthFacts:
    """The month's days, the day in question, the plan and the spending.

    `days` is the length of the month, `days_left` what is left of it and `elapsed` what has come of it, both with the
    day itself, so at least 1; `planned` are the categories that have a line in the plan. Raises ValueError where the
    day is not in the period or a category has two lines.
    """

    period: DateRange
    day: date
    lines: tuple[PlanLine, ...]
    spending: Spending
    rules: Rules
    days: int = field(init=False, compare=False)
    days_left: int = field(init=False, compare=False)
    elapsed: int = field(init=False, compare=False)
    planned: frozenset[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        if self.day not in self.period:
            raise ValueError(f"{self.day} is not in the month from {self.period.first} up to {self.period.end}")
        planned = frozenset([line.category for line in self.lines])
        if len(planned) < len(self.lines):
            raise ValueError("a category has two lines in the plan")
        days, days_left = self.period.days, (self.period.end - self.day).days
        # Asked for several times a line, and for thousands of months in a row: worked out once.
        object.__setattr__(self, "days", days)
        object.__setattr__(self, "days_left", days_left)
        object.__setattr__(self, "elapsed", days - days_left + 1)
        object.__setattr__(self, "planned", planned)
