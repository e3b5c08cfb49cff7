"""What cannot be split evenly goes to a part that was chosen on purpose."""

from fractions import Fraction

import pytest

from core.money import split


@pytest.mark.parametrize(
    ("total", "weights", "unit", "parts"),
    [
        pytest.param(1_000_050, [1, 1, 1], 100, [333_450, 333_300, 333_300], id="three equal shares"),
        pytest.param(1_000_050, [Fraction(1, 3)] * 3, 100, [333_450, 333_300, 333_300], id="three exact thirds"),
        pytest.param(100, [1, 1, 1], 1, [34, 33, 33], id="order decides between equals"),
        pytest.param(10, [5, 3, 2], 1, [5, 3, 2], id="nothing to place"),
        pytest.param(7, [70, 20, 10], 1, [5, 1, 1], id="the largest remainders come first"),
        pytest.param(3, [1, 3], 2, [0, 3], id="a larger weight wins a tie and takes the odd rest"),
        pytest.param(99, [1, 2, 2], 100, [0, 99, 0], id="less than a unit goes to the larger weight"),
        pytest.param(250, [1, 1], 100, [150, 100], id="the rest goes to the first of the largest"),
        pytest.param(350, [1, 2], 100, [100, 250], id="the rest goes to the largest, not the first"),
        pytest.param(500, [0, 3, 0], 100, [0, 500, 0], id="a weight of zero gets nothing"),
        pytest.param(12_345, [7], 100, [12_345], id="one part is the total"),
    ],
)
def test_the_remainder_is_placed(total: int, weights: list[Fraction | int], unit: int, parts: list[int]) -> None:
    assert split(total, weights, unit=unit) == parts


def test_between_equal_remainders_the_larger_weight_wins() -> None:
    # Shares of 2.5 and 0.5 units have equal remainders.
    assert split(3, [1, 5]) == [0, 3]
    assert split(3, [5, 1]) == [3, 0]


def test_a_total_of_zero_gives_zeros() -> None:
    assert split(0, [1, 2, 3], unit=100) == [0, 0, 0]


def test_a_total_of_zero_needs_no_weights() -> None:
    assert split(0, [0, 0]) == [0, 0]
    assert split(0, []) == []


def test_whole_units_are_the_default() -> None:
    assert split(5, [1, 1]) == [3, 2]
