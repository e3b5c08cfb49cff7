"""How the month is going, as a code; the sentence for it belongs to the interface, which knows the language."""

from enum import StrEnum

from insights.facts import MonthFacts


class Situation(StrEnum):
    """How the month is going. The first that applies, in this order, is the one (docs/arithmetic.md)."""

    NO_BUDGET = "no_budget"
    OVER_BUDGET = "over_budget"
    OVER_PACE = "over_pace"
    SAVING = "saving"
    ON_TRACK = "on_track"


def situation_of(facts: MonthFacts) -> Situation:
    """Return the situation of the month on the day, the day's own spending included.

    Over pace is more than 110 % of an even pace to the day, saving less than 90 % of an even pace to the day before;
    fixed costs count in neither. Source: docs/arithmetic.md.
    """
    if not facts.lines:
        return Situation.NO_BUDGET
    spent = facts.spending.total_to_date
    if spent > sum([line.budget for line in facts.lines]):
        return Situation.OVER_BUDGET
    daily = sum([line.daily for line in facts.lines])
    # Both sides times 10 * days of the month, so that the comparison stays exact in integers.
    paced = 10 * facts.days * (spent - _fixed_paid(facts))
    if paced > 11 * daily * facts.elapsed:
        return Situation.OVER_PACE
    if paced < 9 * daily * (facts.elapsed - 1):
        return Situation.SAVING
    return Situation.ON_TRACK


def _fixed_paid(facts: MonthFacts) -> int:
    return sum([min(facts.spending.to_date(line.category), line.fixed) for line in facts.lines if line.fixed])
