"""The month so far against the plan, day by day, without the fixed parts (docs/arithmetic.md). In minor units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from core.money import round_quotient
from core.periods import DateRange
from insights.facts import PlanLine


@dataclass(frozen=True, slots=True)
class Flow:
    """What was spent by the end of each day up to today, the plan's line, and where the pace leads.

    `spent` has an entry for every day from the first to today. The plan grows evenly to `planned` on the last day;
    `ahead` is what the whole month takes at the pace so far, rounded to the unit.
    """

    days: int
    spent: Sequence[int]
    planned: int
    ahead: int

    @property
    def elapsed(self) -> int:
        """Days gone by, today included."""
        return len(self.spent)

    @property
    def so_far(self) -> int:
        """What was spent by the end of today."""
        return self.spent[-1]

    @property
    def planned_so_far(self) -> int:
        """Where the plan's line stands at the end of today."""
        return round_quotient(self.planned * self.elapsed, self.days)

    @property
    def spare(self) -> int:
        """What the pace leaves of the plan at the end of the month; negative where it goes beyond."""
        return self.planned - self.ahead

    @property
    def beyond(self) -> int:
        """What the pace takes beyond the plan; negative where it leaves some of it."""
        return -self.spare


def month_flow(
    period: DateRange,
    today: date,
    lines: Iterable[PlanLine],
    spent: Mapping[date, Mapping[str, int]],
    *,
    unit: int,
) -> Flow:
    """Return the flow of a month from what was spent in each category on each day.

    Of each category the first `fixed` minor units are its fixed part, in whatever order they went out.
    """
    lines = tuple(lines)
    cumulative = list(accumulate(living_by_day(period.until(today), lines, spent).values()))
    ahead = round_quotient(cumulative[-1] * period.days, len(cumulative), unit)
    return Flow(period.days, cumulative, sum(line.daily for line in lines), ahead)


def living_by_day(
    days: DateRange, lines: Iterable[PlanLine], spent: Mapping[date, Mapping[str, int]]
) -> dict[date, int]:
    """Return what was spent beyond the fixed parts on each of the days, which are the first ones of a month."""
    fixed = {line.category: line.fixed for line in lines}
    so_far: dict[str, int] = {}
    found = {}
    for ordinal in range(days.first.toordinal(), days.end.toordinal()):
        day = date.fromordinal(ordinal)
        found[day] = sum(_beyond_fixed(spent.get(day, {}), so_far, fixed))
    return found


def _beyond_fixed(today: Mapping[str, int], so_far: dict[str, int], fixed: Mapping[str, int]) -> Iterable[int]:
    for category, amount in today.items():
        before = so_far.get(category, 0)
        so_far[category] = before + amount
        yield max(before + amount - fixed.get(category, 0), 0) - max(before - fixed.get(category, 0), 0)
