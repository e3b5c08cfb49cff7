"""A category's day as the home page shows it: the numbers of `reports.today`, and which of them are worth saying."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.today import Today


@dataclass(frozen=True, slots=True)
class CategoryShown:
    """A category's part of the day. Amounts in minor units; fixed costs that went out today are left aside."""

    code: str
    label: str
    part: int
    spent: int
    remaining: int
    over: int
    floor_applied: bool
    budget: int
    fixed: int
    spent_before: int
    fixed_due: int
    left: int
    own_pace: int
    shifted: int
    floor: int


def categories(today: Today, language: str) -> Iterator[CategoryShown]:
    """Yield the categories of the plan that have a part of the day or took from it, in plan order."""
    for part, line in zip(today.plan.parts, today.lines, strict=True):
        why = part.why
        spent = part.spent_today - min(part.spent_today, why.fixed_due)
        if not (part.amount or spent):
            continue
        yield CategoryShown(
            code=part.category,
            label=today.labels(part.category, language),
            part=part.amount,
            spent=spent,
            remaining=part.remaining_today,
            over=max(spent - part.amount, 0),
            floor_applied=part.floor_applied,
            budget=why.budget,
            fixed=line.fixed,
            spent_before=why.spent_before,
            fixed_due=why.fixed_due,
            left=why.budget - why.spent_before - why.fixed_due,
            own_pace=why.own_pace,
            shifted=why.shifted,
            floor=why.floor,
        )


def all_fixed(today: Today, language: str) -> list[str]:
    """Return the names of the categories that go out in one piece, and so have no part of a day."""
    parts = zip(today.plan.parts, today.lines, strict=True)
    return [today.labels(line.category, language) for part, line in parts if line.fixed and not part.amount]


def living_spent(today: Today) -> int:
    """Return what was spent today without fixed costs that were due, in minor units."""
    return today.plan.spent_today - sum(part.fixed_paid for part in today.plan.parts)
