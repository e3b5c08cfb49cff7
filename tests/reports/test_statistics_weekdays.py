import pytest

from tests.factories import make_expense

from .asking import statistics

MONDAYS = (
    "2026-11-16", "2026-11-09", "2026-11-02", "2026-10-26", "2026-10-19", "2026-10-12", "2026-10-05", "2026-09-28",
)  # fmt: skip


def weekday(client, on=None):
    return statistics(client, on)["vs_weekday"]


def test_it_compares_with_last_week_and_with_the_mean_of_eight(alice, as_alice):
    make_expense(alice, 15_000)
    for number, monday in enumerate(MONDAYS):
        make_expense(alice, 10_000 + number * 1_000, on=monday)
    make_expense(alice, 999_999, on="2026-09-21")
    make_expense(alice, 999_999, on="2026-11-17")
    assert weekday(as_alice) == {
        "today": 15_000,
        "last_week": 10_000,
        "ratio": 150.0,
        "average_8_weeks": 13_500,
        "ratio_to_average": 111.1,
    }


def test_a_monday_without_spending_counts_as_nothing_spent(alice, as_alice):
    make_expense(alice, 8_000, on="2026-09-28")
    found = weekday(as_alice)
    assert (found["last_week"], found["ratio"], found["average_8_weeks"]) == (0, None, 1_000)


def test_only_weeks_since_the_first_expense_count(alice, as_alice):
    make_expense(alice, 9_000, on="2026-11-02")
    make_expense(alice, 6_000)
    found = weekday(as_alice)
    assert (found["average_8_weeks"], found["ratio_to_average"]) == (3_000, 200.0)


def test_an_excluded_expense_is_not_the_first(alice, as_alice):
    make_expense(alice, 9_000, on="2026-09-28", excluded=True)
    make_expense(alice, 9_000, on="2026-11-09")
    assert weekday(as_alice)["average_8_weeks"] == 4_500


def test_the_mean_is_shown_whole_and_the_ratio_is_exact(alice, as_alice):
    for monday, amount in zip(MONDAYS[:3], (1, 1, 3), strict=True):
        make_expense(alice, amount, on=monday)
    make_expense(alice, 5)
    found = weekday(as_alice)
    assert (found["average_8_weeks"], found["ratio_to_average"]) == (2, 300.0)


@pytest.mark.parametrize("first", ["2026-11-17", "2026-11-23", "2026-12-01"])
def test_before_there_is_a_week_to_compare_with_there_is_no_number(alice, as_alice, first):
    make_expense(alice, 5_000, on=first)
    found = weekday(as_alice)
    assert found | {"today": 0} == {
        "today": 0,
        "last_week": 0,
        "ratio": None,
        "average_8_weeks": None,
        "ratio_to_average": None,
    }
