"""What may be spent today, in total and per category, and why (docs/arithmetic.md). Amounts are in minor units."""

from typing import NamedTuple

from core.money import round_quotient, split
from insights.facts import MonthFacts, PlanLine, Rules
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


class Pace(NamedTuple):
    """A category's own numbers on a day. `left` is for all remaining days together, so that it is an integer."""

    line: PlanLine
    spent_before: int
    fixed_due: int
    days_left: int
    left: int
    floor: int
    unit: int

    @property
    def above_floor(self) -> int:
        """What the remaining days have left above their floors, negative where that is too little for them."""
        return self.left - self.floor * self.days_left


class Part(NamedTuple):
    """What may be spent in a category today, and what it was made from."""

    pace: Pace
    amount: int
    spent_today: int

    @property
    def category(self) -> str:
        """The category's code."""
        return self.pace.line.category

    @property
    def fixed_paid(self) -> int:
        """What went out today of the fixed costs that were due."""
        return min(self.spent_today, self.pace.fixed_due)

    @property
    def remaining_today(self) -> int:
        """What is left of the part, at least 0. Fixed costs that were due and paid today leave it alone."""
        return max(self.amount - (self.spent_today - self.fixed_paid), 0)

    @property
    def floor_applied(self) -> bool:
        """Whether the category's own pace, before rounding, is below its floor, so that the floor is what it gets.

        It is false for a category without a floor, which has no budget for daily spending.
        """
        return self.pace.floor > 0 > self.pace.above_floor

    @property
    def why(self) -> Why:
        """The numbers behind the part."""
        line, spent_before, fixed_due, days_left, left, floor, unit = self.pace
        own_pace = round_quotient(left, days_left, unit)
        return Why(line.budget, spent_before, fixed_due, days_left, own_pace, floor, self.amount - own_pace)


class DayPlan(NamedTuple):
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


def plan_day(facts: MonthFacts) -> DayPlan:
    """Return the plan of the day. Today's own spending moves nothing in it but what remains and the situation.

    Everyone gets the floor; what the month affords above the floors goes to categories in proportion to what they
    have left above theirs. Source: docs/arithmetic.md.
    """
    paces = [_pace_of(line, facts) for line in facts.lines]
    floor = sum([pace.floor for pace in paces])
    total = max(floor, _affordable(paces, facts))
    needs = [max(pace.above_floor, 0) for pace in paces]
    extras = split(total - floor, needs, unit=facts.rules.unit)
    today = facts.spending.today
    parts = [
        Part(pace, pace.floor + extra, today.get(pace.line.category, 0))
        for pace, extra in zip(paces, extras, strict=True)
    ]
    spent_today = sum(today.values())
    return DayPlan(
        total=total,
        floor=floor,
        days_left=facts.days_left,
        parts=tuple(parts),
        spent_today=spent_today,
        remaining_today=max(total - (spent_today - sum([part.fixed_paid for part in parts])), 0),
        situation=situation_of(facts),
    )


def _pace_of(line: PlanLine, facts: MonthFacts) -> Pace:
    rules = facts.rules
    spent_before = facts.spending.before.get(line.category, 0)
    fixed_due = max(line.fixed - spent_before, 0)
    left = line.budget - spent_before - fixed_due
    floor = _floor_of(line.daily, facts.days, rules)
    return Pace(line, spent_before, fixed_due, facts.days_left, left, floor, rules.unit)


def _floor_of(daily: int, days: int, rules: Rules) -> int:
    return max(rules.unit, round_quotient(daily * rules.floor_percent, days * 100, rules.unit)) if daily else 0


def _affordable(paces: list[Pace], facts: MonthFacts) -> int:
    """Return what the whole month affords per remaining day, rounded; negative where it is blown."""
    inside = sum([pace.spent_before for pace in paces])
    outside = sum(facts.spending.before.values()) - inside
    return round_quotient(sum([pace.left for pace in paces]) - outside, facts.days_left, facts.rules.unit)
