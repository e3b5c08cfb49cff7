"""A plan that is being put together. No Django, nothing stored. Amounts in minor units."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.money import split


@dataclass(frozen=True, slots=True)
class DraftLine:
    """What a category may get; None: it is left out. `fixed` of it goes out in one piece."""

    code: str
    amount: int | None
    fixed: int = 0

    @property
    def living(self) -> int:
        """What of it is for daily spending."""
        return max((self.amount or 0) - self.fixed, 0)


def spread(total: int, lines: Sequence[DraftLine], *, unit: int) -> dict[str, int] | None:
    """Return amounts by category that add up to `total`: fixed costs as they are, the rest in proportion.

    In proportion to what is there for daily spending; in equal parts where that is nothing. In whole units. None where
    fixed costs alone are more than the total, or nothing is there to take the rest.
    """
    taking = [line for line in lines if line.amount is not None]
    rest = total - sum((line.amount or 0) - line.living for line in taking)
    weights = [line.living for line in taking]
    if not any(weights):
        weights = [int(not line.fixed) for line in taking]
    if rest < 0 or (rest and not any(weights)):
        return None
    parts = split(rest, weights, unit=unit)
    return {line.code: (line.amount or 0) - line.living + part for line, part in zip(taking, parts, strict=True)}
