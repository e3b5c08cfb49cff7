"""What may be spent today, in total and per category, and why (docs/arithmetic.md). Amounts are in minor units."""

from dataclasses import dataclass
from typing import NamedTuple

from core.money import round_quotient, split
from insights.facts import MonthFacts, PlanLine
from insights.situation import Situation, situation_of


class Why(NamedTuple):
    """The numbers behind a part.

    `own_pace` is what the category alone could spend per day, rounded to the unit, negative where it is blown;
    `shifted` is what it gets from the other categories, negative where it gives. own_pace + shifted is the part.
    """

    budget: int
    spent_before: int
    fixed_due: int
    days_left: int
    own_pace: int
    floor: int
    shifted: int


class Part(NamedTuple):
    """What may be spent in a category today. Fixed costs that were due and paid today leave `remaining_today` alone.

    `floor_applied` is true where the category's own pace, before rounding, is below its floor, so that the floor is
    exactly what it gets. It is false for a category without a floor, which has no budget for daily spending.
    """

    category: str
    amount: int
    spent_today: int
    remaining_today: int
    floor_applied: bool
    why: Why


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What may be spent today: `total` is the sum of the parts, which stand in the order of the plan.

    `floor` is the sum of the floors. `spent_today` counts categories outside the plan too.
    """

    total: int
    floor: int
    days_left: int
    parts: tuple[Part, ...]
    spent_today: int
    remaining_today: int
    situation: Situation

    @property
    def floors_lifted(self) -> bool:
        """Whether the month affords nothing above the floors, so that only they keep the total up."""
        return not self.total > self.floor


class _Pace(NamedTuple):
    """A category's own numbers. `left` and `need` are for all remaining days together, so that they are integers."""

    line: PlanLine
    spent_before: int
    fixed_due: int
    left: int
    floor: int
    need: int


def plan_day(facts: MonthFacts) -> DayPlan:
    """Return the plan of the day. Today's own spending moves nothing in it but what remains and the situation.

    Everyone gets the floor; what the month affords above the floors goes to categories in proportion to what they
    have left above theirs. Source: docs/arithmetic.md.
    """
    paces = [_pace_of(line, facts) for line in facts.lines]
    floor = sum([pace.floor for pace in paces])
    total = max(floor, _affordable(paces, facts))
    extras = split(total - floor, [pace.need for pace in paces], unit=facts.rules.unit)
    parts = tuple([_part_of(pace, pace.floor + extra, facts) for pace, extra in zip(paces, extras, strict=True)])
    spent_today = sum(facts.spending.today.values())
    fixed_paid_today = sum([min(part.spent_today, part.why.fixed_due) for part in parts])
    return DayPlan(
        total=total,
        floor=floor,
        days_left=facts.days_left,
        parts=parts,
        spent_today=spent_today,
        remaining_today=max(total - (spent_today - fixed_paid_today), 0),
        situation=situation_of(facts),
    )


def _pace_of(line: PlanLine, facts: MonthFacts) -> _Pace:
    spent_before = facts.spending.before.get(line.category, 0)
    fixed_due = max(line.fixed - spent_before, 0)
    left = line.budget - spent_before - fixed_due
    floor = _floor_of(line, facts)
    return _Pace(line, spent_before, fixed_due, left, floor, need=max(left - floor * facts.days_left, 0))


def _floor_of(line: PlanLine, facts: MonthFacts) -> int:
    daily, unit = line.daily, facts.rules.unit
    return max(unit, round_quotient(daily * facts.rules.floor_percent, facts.days * 100, unit)) if daily else 0


def _affordable(paces: list[_Pace], facts: MonthFacts) -> int:
    """Return what the whole month affords per remaining day, rounded; negative where it is blown."""
    inside = sum([pace.spent_before for pace in paces])
    outside = sum(facts.spending.before.values()) - inside
    return round_quotient(sum([pace.left for pace in paces]) - outside, facts.days_left, facts.rules.unit)


def _part_of(pace: _Pace, amount: int, facts: MonthFacts) -> Part:
    line, days_left = pace.line, facts.days_left
    own_pace = round_quotient(pace.left, days_left, facts.rules.unit)
    spent_today = facts.spending.today.get(line.category, 0)
    remaining_today = max(amount - max(spent_today - pace.fixed_due, 0), 0)
    floor_applied = bool(pace.floor) and pace.left < pace.floor * days_left
    shifted = amount - own_pace
    why = Why(line.budget, pace.spent_before, pace.fixed_due, days_left, own_pace, pace.floor, shifted)
    return Part(line.category, amount, spent_today, remaining_today, floor_applied, why)
