"""The sum that ends in a day's total, line by line, so that a person can follow it (docs/arithmetic.md)."""

from typing import NamedTuple

from insights.facts import MonthFacts


class Ledger(NamedTuple):
    """budget - fixed - living_before = left, in minor units; `left` is negative where the month is blown.

    `fixed` is set aside from the first day on, paid or not; `living_before` is what was spent before the day beyond
    the fixed parts, categories outside the plan included. `fixed_due` is the part of `fixed` that has not gone out.
    """

    budget: int
    fixed: int
    living_before: int
    left: int
    fixed_due: int


def ledger_of(facts: MonthFacts) -> Ledger:
    """Return the ledger of a day. left / days left, rounded, is the day's total unless the floors lift it."""
    budget = sum(line.budget for line in facts.lines)
    fixed = sum(line.fixed for line in facts.lines)
    paid = sum(min(facts.spending.before.get(line.category, 0), line.fixed) for line in facts.lines)
    living_before = sum(facts.spending.before.values()) - paid
    return Ledger(budget, fixed, living_before, budget - fixed - living_before, fixed - paid)
