"""Rounding, splitting and comparing amounts of money, without losing or inventing a unit of it.

Amounts are integers in the currency's minor unit. Nothing here uses floats but the last step of `percentage`.
The formulas are described in docs/arithmetic.md.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def round_quotient(numerator: int, denominator: int, unit: int = 1) -> int:
    """Return numerator / denominator as a multiple of `unit`, half up (upwards), in integers only.

    Raises ValueError for a unit below 1 and ZeroDivisionError for a denominator of 0.
    """
    if unit < 1:
        raise ValueError(f"a unit is at least 1, not {unit}")
    step = denominator * unit
    return (2 * numerator + step) // (2 * step) * unit


def round_to_unit(value: Fraction | int, unit: int) -> int:
    """Return `value` (minor units) rounded half up to a multiple of `unit`. Raises ValueError for a unit below 1."""
    return round_quotient(value.numerator, value.denominator, unit)


def percentage(part: Fraction | int, whole: Fraction | int) -> float | None:
    """Return 100 * part / whole, in percent, one decimal, half up; None where `whole` is 0 (docs/arithmetic.md)."""
    if whole == 0:
        return None
    tenths = round_quotient(1000 * part.numerator * whole.denominator, part.denominator * whole.numerator)
    return tenths / 10


def split(total: int, weights: Sequence[Fraction | int], *, unit: int = 1) -> list[int]:
    """Return parts of `total` in proportion to `weights`, in order; they add up to `total` exactly.

    Parts are whole units by largest remainder (ties: larger weight, then order). What is left of a total that is no
    multiple of `unit` goes to the largest part, with the same ties. A total of 0 gives zeros.
    Raises ValueError for a negative total or weight, a unit below 1, or a total that no weight asks for.
    Source: docs/arithmetic.md.
    """
    shares = _as_integers(weights)
    _refuse_impossible_split(total, shares, unit)
    if total == 0:
        return [0] * len(shares)
    units, odd = divmod(total, unit)
    parts = [count * unit for count in _largest_remainder(units, shares)]
    if odd:
        largest = max(range(len(parts)), key=lambda index: (parts[index], shares[index]))
        parts[largest] += odd
    return parts


def _as_integers(weights: Sequence[Fraction | int]) -> list[int]:
    common = lcm(*[weight.denominator for weight in weights])
    return [weight.numerator * (common // weight.denominator) for weight in weights]


def _refuse_impossible_split(total: int, shares: Sequence[int], unit: int) -> None:
    if unit < 1:
        raise ValueError(f"a unit is at least 1, not {unit}")
    if total < 0:
        raise ValueError(f"cannot split a negative total, {total}")
    if min(shares, default=0) < 0:
        raise ValueError("weights cannot be negative")
    if total and not any(shares):
        raise ValueError(f"no weight asks for a part of {total}")


def _largest_remainder(units: int, shares: Sequence[int]) -> list[int]:
    whole = sum(shares)
    quotas = [divmod(units * share, whole) for share in shares]
    counts = [count for count, _ in quotas]
    # The largest remainder first; of equal ones the larger share, of equal shares the earlier one.
    queue = sorted([(-rest, -shares[place], place) for place, (_, rest) in enumerate(quotas)])
    for _, _, place in queue[: units - sum(counts)]:
        counts[place] += 1
    return counts
