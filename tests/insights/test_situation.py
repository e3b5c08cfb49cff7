"""The situation is the first that applies, and fair to those who paid the rent."""

import pytest

from insights.situation import Situation, situation_of
from tests.insights.builders import Line, make_facts


def test_without_a_plan_there_is_no_budget() -> None:
    assert situation_of(make_facts("2026-09-11", outside={"gift": 5_000})) is Situation.NO_BUDGET


@pytest.mark.parametrize(
    ("spent", "situation"),
    [
        (300_001, Situation.OVER_BUDGET),
        (300_000, Situation.OVER_PACE),
        (110_001, Situation.OVER_PACE),
        (110_000, Situation.ON_TRACK),
        (100_000, Situation.ON_TRACK),
        (81_000, Situation.ON_TRACK),
        (80_999, Situation.SAVING),
        (0, Situation.SAVING),
    ],
)
def test_the_borders_are_exact_on_the_tenth_day(spent: int, situation: Situation) -> None:
    # Even to the day is 100,000, to the day before 90,000.
    assert situation_of(make_facts("2026-09-10", (300_000, spent))) is situation


def test_todays_spending_counts() -> None:
    assert situation_of(make_facts("2026-09-10", (300_000, 100_000), today={"a": 10_001})) is Situation.OVER_PACE
    assert situation_of(make_facts("2026-09-10", (300_000, 250_000), today={"a": 50_001})) is Situation.OVER_BUDGET


def test_spending_outside_the_plan_counts() -> None:
    assert situation_of(make_facts("2026-09-10", (300_000, 100_000), outside={"gift": 10_001})) is Situation.OVER_PACE
    assert situation_of(make_facts("2026-09-10", (300_000, 0), today={"gift": 300_001})) is Situation.OVER_BUDGET


def test_one_blown_category_is_not_over_budget_while_the_plan_holds() -> None:
    assert situation_of(make_facts("2026-09-28", (100_000, 150_000), (200_000, 100_000))) is Situation.ON_TRACK


def test_rent_on_day_one_is_not_over_pace() -> None:
    lines: list[Line] = [(700_000, 0, 550_000), (300_000, 0)]
    assert situation_of(make_facts("2026-09-01", *lines, today={"a": 550_000})) is Situation.ON_TRACK


def test_rent_does_not_hide_what_was_saved_on_food() -> None:
    lines: list[Line] = [(550_000, 550_000, 550_000), (300_000, 20_000)]
    assert situation_of(make_facts("2026-09-11", *lines)) is Situation.SAVING


def test_unpaid_rent_is_not_saving() -> None:
    assert situation_of(make_facts("2026-09-11", (550_000, 0, 550_000), (300_000, 100_000))) is Situation.ON_TRACK


def test_rent_beyond_what_was_planned_counts() -> None:
    lines: list[Line] = [(550_000, 561_001, 550_000), (300_000, 0)]
    assert situation_of(make_facts("2026-09-01", *lines)) is Situation.OVER_PACE


def test_nothing_spent_on_the_first_morning_is_not_saving() -> None:
    assert situation_of(make_facts("2026-09-01", (300_000, 0))) is Situation.ON_TRACK


def test_nothing_spent_by_the_second_day_is_saving() -> None:
    assert situation_of(make_facts("2026-09-02", (300_000, 0))) is Situation.SAVING


def test_zero_budgets_are_on_track_until_something_is_spent() -> None:
    assert situation_of(make_facts("2026-09-11", (0, 0))) is Situation.ON_TRACK
    assert situation_of(make_facts("2026-09-11", (0, 0), today={"a": 1})) is Situation.OVER_BUDGET


def test_all_of_the_budget_by_the_last_day_is_on_track() -> None:
    assert situation_of(make_facts("2026-09-30", (300_000, 300_000))) is Situation.ON_TRACK


def test_the_codes_are_those_of_the_api() -> None:
    assert [str(situation) for situation in Situation] == [
        "no_budget",
        "over_budget",
        "over_pace",
        "saving",
        "on_track",
    ]
