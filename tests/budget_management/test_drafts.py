import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget_management.drafts import DraftLine, spread

AMOUNTS = st.integers(0, 10**9)
LINES = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=8).map(
    lambda pairs: [DraftLine(str(number), max(pair), min(pair)) for number, pair in enumerate(pairs)]
)


def test_what_is_left_goes_to_daily_spending_in_proportion_and_rent_stays():
    lines = [DraftLine("food", 300_000), DraftLine("housing", 700_000, 700_000), DraftLine("beauty", 100_000)]
    assert spread(1_900_000, lines, unit=100) == {"food": 900_000, "housing": 700_000, "beauty": 300_000}


def test_what_is_too_much_comes_off_in_proportion():
    lines = [DraftLine("food", 300_000), DraftLine("housing", 700_000, 600_000)]
    assert spread(800_000, lines, unit=100) == {"food": 150_000, "housing": 650_000}


def test_without_daily_spending_yet_all_take_the_same():
    lines = [DraftLine("food", 0), DraftLine("beauty", 0), DraftLine("housing", 500_000, 500_000)]
    assert spread(600_000, lines, unit=100) == {"food": 50_000, "beauty": 50_000, "housing": 500_000}


def test_what_is_left_out_of_the_plan_stays_out():
    assert spread(100, [DraftLine("food", 10), DraftLine("beauty", None)], unit=1) == {"food": 100}


@pytest.mark.parametrize(
    ("total", "lines"),
    [
        (600_000, [DraftLine("housing", 700_000, 700_000), DraftLine("food", 1)]),
        (600_000, [DraftLine("housing", 500_000, 500_000)]),
        (600_000, [DraftLine("food", None)]),
        (600_000, []),
    ],
)
def test_it_cannot_where_fixed_costs_are_too_much_or_nothing_takes_the_rest(total, lines):
    assert spread(total, lines, unit=100) is None


@given(LINES, st.integers(0, 10**12), st.sampled_from([1, 100, 1_000]))
def test_it_adds_up_and_leaves_fixed_costs_whole(lines, total, unit):
    amounts = spread(total, lines, unit=unit)
    fixed = sum(line.fixed for line in lines)
    assert (amounts is None) == (
        total < fixed or (total > fixed and all(0 < line.fixed == line.amount for line in lines))
    )
    if amounts is not None:
        assert sum(amounts.values()) == total
        assert all(amounts[line.code] >= line.fixed for line in lines)
