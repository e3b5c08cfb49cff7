"""The recommended budget: a total, split as people split theirs. No Django. The rules are in docs/arithmetic.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from categories.catalog import OTHER
from core.money import percentage, split


@dataclass(frozen=True, slots=True)
class Share:
    """A category's weight in the whole, in any unit that all shares have in common."""

    code: str
    weight: int


@dataclass(frozen=True, slots=True)
class Recommended:
    """One line: the share in percent, the amount in minor units, and the categories that `other` speaks for."""

    code: str
    share: float
    amount: int
    includes: tuple[str, ...] = ()


def recommend(
    total: int, shares: Sequence[Share], *, whole: int, group_below: int, unit: int
) -> tuple[Recommended, ...]:
    """Return the lines that `total` splits into: whole units, adding up to it exactly, in plan order, `other` last.

    `shares` stand in plan order; a share is its weight out of `whole`. Those of at most `group_below` percent are one
    line with `other` (0: none are). Lines without an amount are left out. Raises ValueError where nothing has weight.
    """
    folded = [share for share in shares if share.code != OTHER and _is_small(share, whole, group_below)]
    shown = [share for share in shares if share.code != OTHER and share not in folded]
    gathered = _gather(shares, folded)
    weights = [*(share.weight for share in shown), sum(share.weight for share in gathered)]
    codes = [*(share.code for share in shown), OTHER]
    includes = tuple(share.code for share in gathered) if folded else ()
    parts = zip(codes, weights, split(total, weights, unit=unit), strict=True)
    return tuple(
        Recommended(code, percentage(weight, whole) or 0.0, amount, includes if code == OTHER else ())
        for code, weight, amount in parts
        if amount
    )


def _is_small(share: Share, whole: int, group_below: int) -> bool:
    # What weighs nothing has no line to be folded.
    return group_below > 0 and 0 < share.weight * 100 <= group_below * whole


def _gather(shares: Sequence[Share], folded: Sequence[Share]) -> list[Share]:
    """Return what stands behind `other`, in plan order: what was folded, and `other` itself where it has a share."""
    return [share for share in shares if share in folded or (share.code == OTHER and share.weight)]
