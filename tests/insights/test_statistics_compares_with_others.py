"""A person's spending ratio is compared with the mean of the others', the person left out."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.statistics import NANO, OthersComparison, compare_with_others, others_mean, spending_ratio
from tests.insights.strategies import examples

ratios = st.fractions(0, 3, max_denominator=10**6)


def test_60_percent_against_50_is_120() -> None:
    assert compare_with_others(Fraction(60, 100), Fraction(1, 2)) == OthersComparison(60.0, 50.0, 120.0)


@pytest.mark.parametrize(
    ("mine", "others", "comparison"),
    [
        (None, None, OthersComparison(None, None, None)),
        (None, Fraction(1, 2), OthersComparison(None, 50.0, None)),
        (Fraction(1, 2), None, OthersComparison(50.0, None, None)),
        (Fraction(1, 2), Fraction(0), OthersComparison(50.0, 0.0, None)),
        (Fraction(0), Fraction(1, 2), OthersComparison(0.0, 50.0, 0.0)),
    ],
)
def test_what_is_missing_stays_missing(
    mine: Fraction | None, others: Fraction | None, comparison: OthersComparison
) -> None:
    assert compare_with_others(mine, others) == comparison


def test_the_relative_number_uses_the_exact_ratios() -> None:
    assert compare_with_others(Fraction(1, 3), Fraction(1, 7)) == OthersComparison(33.3, 14.3, 233.3)


def test_my_ratio_is_spent_by_budget() -> None:
    assert spending_ratio(300_000, 900_000) == Fraction(1, 3)
    assert spending_ratio(0, 900_000) == 0


@pytest.mark.parametrize("spent", [0, 5_000])
def test_without_a_budget_there_is_no_ratio(spent: int) -> None:
    assert spending_ratio(spent, 0) is None


def test_the_mean_is_that_of_the_others() -> None:
    # Mine is 0.6; 0.4 and 0.5 are the others'.
    assert others_mean(NANO // 2, 3, Fraction(6, 10)) == Fraction(45, 100)


def test_the_mean_stays_as_it_is_where_i_am_not_in_it() -> None:
    assert others_mean(NANO // 2, 3, None) == Fraction(1, 2)


@pytest.mark.parametrize(("contributors", "mine"), [(0, None), (0, Fraction(1)), (1, Fraction(1))])
def test_there_is_no_mean_of_nobody(contributors: int, mine: Fraction | None) -> None:
    assert others_mean(NANO, contributors, mine) is None


def test_one_other_is_enough_for_a_mean() -> None:
    assert others_mean(NANO // 2, 1, None) == Fraction(1, 2)
    assert others_mean(NANO // 2, 2, Fraction(3, 4)) == Fraction(1, 4)


def test_it_is_never_negative_though_my_ratio_grew_since_the_mean_was_kept() -> None:
    assert others_mean(NANO // 10, 2, Fraction(9, 10)) == 0


@examples
@given(ratios, st.lists(ratios, min_size=1, max_size=20))
def test_leaving_me_out_gives_the_mean_of_the_rest(mine: Fraction, others: list[Fraction]) -> None:
    contributors = len(others) + 1
    kept = int(sum(others, mine) / contributors * NANO + Fraction(1, 2))
    rest = others_mean(kept, contributors, mine)
    assert rest is not None
    assert abs(rest - sum(others, Fraction(0)) / len(others)) <= Fraction(1, NANO)
