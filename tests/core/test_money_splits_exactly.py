"""The parts of a split add up to the total and follow the weights."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import split

totals = st.integers(0, 10**13)
units = st.sampled_from([1, 10, 100, 1000])
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30).filter(any)
fractions = st.lists(st.fractions(0, 1, max_denominator=10**6), min_size=1, max_size=12).filter(any)
quick = settings(deadline=None)


@quick
@given(totals, weights | fractions, units)
def test_parts_add_up_to_the_total(total: int, weights: list[Fraction | int], unit: int) -> None:
    parts = split(total, weights, unit=unit)
    assert sum(parts) == total
    assert len(parts) == len(weights)
    assert min(parts) >= 0


@quick
@given(totals, weights, units)
def test_parts_are_whole_units_but_one(total: int, weights: list[int], unit: int) -> None:
    odd = [part % unit for part in split(total, weights, unit=unit) if part % unit]
    assert odd == ([total % unit] if total % unit else [])


@quick
@given(totals, weights | fractions, units)
def test_a_part_is_within_one_unit_of_its_exact_share(total: int, weights: list[Fraction | int], unit: int) -> None:
    whole_units = total - total % unit
    parts = split(whole_units, weights, unit=unit)
    shares = [whole_units * Fraction(weight) / sum(weights) for weight in weights]
    assert all(abs(part - share) < unit for part, share in zip(parts, shares, strict=True))


@quick
@given(totals, weights, units)
def test_a_larger_weight_never_gets_a_smaller_part(total: int, weights: list[int], unit: int) -> None:
    ranked = sorted(zip(weights, split(total, weights, unit=unit), strict=True))
    assert all(
        part <= next_part for (weight, part), (next_weight, next_part) in pairwise(ranked) if weight < next_weight
    )


@quick
@given(totals, weights, units)
def test_a_weight_of_zero_gets_nothing(total: int, weights: list[int], unit: int) -> None:
    parts = split(total, [0, *weights, 0], unit=unit)
    assert (parts[0], parts[-1]) == (0, 0)


@quick
@given(totals, weights, units, st.integers(1, 1000))
def test_only_the_proportions_of_the_weights_matter(total: int, weights: list[int], unit: int, factor: int) -> None:
    parts = split(total, weights, unit=unit)
    assert split(total, [weight * factor for weight in weights], unit=unit) == parts
    assert split(total, [Fraction(weight, factor) for weight in weights], unit=unit) == parts


def test_parts_are_whole_minor_units_unless_told_otherwise() -> None:
    assert split(10, [1, 1, 1]) == [4, 3, 3]
