"""A month day by day: what each day cost, against its part (docs/arithmetic.md). In minor units."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from core.periods import DateRange
from insights.day_plan import plan_day
from insights.facts import MonthFacts, PlanLine, Rules, Spending
from insights.situation import Situation


class CalendarDay(NamedTuple):
    """A day that has come. `living` is what was spent on it without the fixed costs that were due; `part` is its plan.

    `verdict` compares the two, with the marks of the situations; None without a plan, and where both are 0.
    """

    day: date
    spent: int
    living: int
    part: int
    verdict: Situation | None


def walk_month(
    period: DateRange,
    last: date,
    lines: Sequence[PlanLine],
    spent: Mapping[date, Mapping[str, int]],
    rules: Rules,
) -> Iterator[CalendarDay]:
    """Yield the days of a month up to `last`, each with the plan that it had in the morning.

    `spent` is the counted spending by day and category.
    """
    before: dict[str, int] = {}
    for ordinal in range(period.first.toordinal(), period.until(last).end.toordinal()):
        day = date.fromordinal(ordinal)
        today = spent.get(day, {})
        plan = plan_day(MonthFacts(period, day, tuple(lines), Spending(before, today), rules))
        living = plan.spent_today - sum(part.fixed_paid for part in plan.parts)
        yield CalendarDay(day, plan.spent_today, living, plan.total, judged(living, plan.total) if lines else None)
        before = {code: before.get(code, 0) + today.get(code, 0) for code in {*before, *today}}


def judged(living: int, part: int) -> Situation | None:
    """Return how a day's living costs stand to its part: under 90 %, up to 110 %, up to 200 %, beyond."""
    if not (living or part):
        return None
    if 10 * living < 9 * part:
        return Situation.SAVING
    if 10 * living <= 11 * part:
        return Situation.ON_TRACK
    return Situation.OVER_PACE if living <= 2 * part else Situation.OVER_BUDGET
