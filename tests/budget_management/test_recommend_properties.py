"""What is true of every split of a total."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from budget_management.recommendation import Share, recommend
from categories.catalog import CATALOG

CODES = [category.code for category in CATALOG]
TOTALS = st.integers(1, 10**12)
UNITS = st.sampled_from([1, 10, 100, 1_000, 1_000_000])
LIMITS = st.integers(0, 100)
WEIGHTS = st.lists(st.integers(0, 10**9), min_size=len(CODES), max_size=len(CODES)).filter(any)


def lines_of(total, weights, limit, unit):
    shares = [Share(code, weight) for code, weight in zip(CODES, weights, strict=True)]
    return recommend(total, shares, whole=sum(weights), group_below=limit, unit=unit)


@given(TOTALS, WEIGHTS, LIMITS, UNITS)
def test_the_parts_add_up_to_the_total(total, weights, limit, unit):
    assert sum(line.amount for line in lines_of(total, weights, limit, unit)) == total


@given(TOTALS, WEIGHTS, LIMITS, UNITS)
def test_every_line_has_an_amount_and_all_but_the_largest_are_whole_units(total, weights, limit, unit):
    amounts = sorted(line.amount for line in lines_of(total, weights, limit, unit))
    assert amounts[0] > 0
    assert all(amount % unit == 0 for amount in amounts[:-1])


@given(TOTALS, WEIGHTS, LIMITS, UNITS)
def test_lines_stand_in_plan_order_with_other_last(total, weights, limit, unit):
    codes = [line.code for line in lines_of(total, weights, limit, unit)]
    assert codes == sorted(codes, key=CODES.index)


@given(TOTALS, WEIGHTS, LIMITS)
def test_a_category_is_shown_or_included_or_has_too_little(total, weights, limit):
    whole = sum(weights)
    lines = {line.code: line for line in lines_of(total, weights, limit, 1)}
    included = set(lines["other"].includes) if "other" in lines else set()
    for code, weight in zip(CODES[:-1], weights[:-1], strict=True):
        small = bool(limit) and Fraction(weight, whole) <= Fraction(limit, 100)
        assert not (code in lines and (small or code in included))
        if "other" in lines:
            assert (code in included) == (small and weight > 0)
        if weight * total >= whole and not small:
            assert code in lines


@given(TOTALS, WEIGHTS, LIMITS, UNITS)
def test_includes_stand_in_plan_order_and_only_at_other(total, weights, limit, unit):
    for line in lines_of(total, weights, limit, unit):
        assert list(line.includes) == sorted(line.includes, key=CODES.index)
        assert line.code == "other" or not line.includes


@given(TOTALS, WEIGHTS, LIMITS, UNITS)
def test_no_part_is_more_than_a_unit_from_its_share_before_the_leftover(total, weights, limit, unit):
    lines = lines_of(total, weights, limit, unit)
    weight_of = dict(zip(CODES, weights, strict=True))
    for line in lines:
        weight = sum(weight_of[code] for code in line.includes or [line.code])
        assert abs(line.amount - Fraction(total * weight, sum(weights))) < 2 * unit


@given(WEIGHTS, LIMITS)
def test_shares_are_percent_with_one_decimal_and_make_a_hundred(weights, limit):
    lines = lines_of(10**12, weights, limit, 1)
    assert all(round(line.share, 1) == line.share for line in lines)
    assert abs(sum(line.share for line in lines) - 100) <= 0.05 * len(CODES) + 1e-6
