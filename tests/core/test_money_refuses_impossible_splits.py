"""A split that cannot add up is an error, not a loss of money."""

import pytest

from core.money import split


def test_it_rejects_a_negative_total() -> None:
    with pytest.raises(ValueError, match="negative total"):
        split(-1, [1, 1])


def test_it_rejects_a_negative_weight() -> None:
    with pytest.raises(ValueError, match=r"^weights cannot be negative$"):
        split(100, [2, -1])


def test_it_rejects_a_negative_weight_for_a_total_of_zero() -> None:
    with pytest.raises(ValueError, match=r"^weights cannot be negative$"):
        split(0, [-1])


@pytest.mark.parametrize("weights", [[0, 0], []], ids=["all zero", "none"])
def test_it_rejects_a_total_that_no_weight_asks_for(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="no weight"):
        split(100, weights)


@pytest.mark.parametrize("unit", [0, -1])
def test_it_rejects_a_unit_below_one(unit: int) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        split(100, [1], unit=unit)
