"""The evening compares what was spent today with an even day, and remembers what the morning gave."""

import pytest
from hypothesis import given

from core.money import percentage
from insights.day_plan import plan_day
from insights.day_summary import CategoryDay, summarize_day
from insights.facts import MonthFacts, Rules
from insights.situation import Situation
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


def test_20000_against_10000_is_a_risk_of_200_percent() -> None:
    summary = summarize_day(make_facts("2026-09-11", (300_000, 100_000), today={"a": 20_000}))
    assert summary.categories == (CategoryDay("a", 20_000, 10_000, 10_000, 200.0),)
    assert (summary.total_expense, summary.appropriate_total, summary.risk) == (20_000, 10_000, 200.0)


def test_the_appropriate_amount_is_even_whatever_was_spent_before() -> None:
    summary = summarize_day(make_facts("2026-09-21", (300_000, 210_000), today={"a": 5_000}))
    assert (summary.recommended_total, summary.appropriate_total, summary.risk) == (9_000, 10_000, 50.0)


@pytest.mark.parametrize(("unit", "appropriate"), [(1, 3_333), (10, 3_330), (1_000, 3_000)])
def test_the_appropriate_amount_is_in_the_users_unit(unit: int, appropriate: int) -> None:
    assert summarize_day(make_facts("2026-09-21", (100_000, 0), rules=Rules(unit))).appropriate_total == appropriate


def test_rent_that_was_due_is_appropriate_on_the_day_it_is_paid() -> None:
    today = {"a": 552_500, "b": 10_000}
    summary = summarize_day(make_facts("2026-09-01", (700_000, 0, 550_000), (300_000, 0), today=today))
    assert [category.appropriate for category in summary.categories] == [555_000, 10_000]
    assert [category.risk for category in summary.categories] == [99.5, 100.0]


def test_rent_that_was_paid_before_is_not_appropriate_again() -> None:
    summary = summarize_day(make_facts("2026-09-06", (700_000, 550_000, 550_000), today={"a": 10_000}))
    assert (summary.appropriate_total, summary.risk) == (5_000, 200.0)


def test_rent_that_is_still_due_is_not_appropriate_until_it_is_paid() -> None:
    assert summarize_day(make_facts("2026-09-01", (700_000, 0, 550_000))).appropriate_total == 5_000


def test_a_day_without_spending_has_no_risk_at_all() -> None:
    summary = summarize_day(make_facts("2026-09-11", (300_000, 100_000)))
    assert (summary.total_expense, summary.risk) == (0, 0.0)


def test_without_anything_appropriate_there_is_no_risk_to_tell() -> None:
    summary = summarize_day(make_facts("2026-09-11", (0, 0), today={"a": 5_000}))
    assert (summary.categories[0].risk, summary.risk) == (None, None)


def test_it_carries_the_situation_of_the_plan() -> None:
    summary = summarize_day(make_facts("2026-09-21", (300_000, 310_000)))
    assert summary.situation is Situation.OVER_BUDGET


@examples
@given(facts())
def test_the_totals_are_the_sums_of_the_categories(month: MonthFacts) -> None:
    summary = summarize_day(month)
    assert summary.total_expense == sum(category.spent for category in summary.categories)
    assert summary.recommended_total == sum(category.recommended for category in summary.categories)
    assert summary.appropriate_total == sum(category.appropriate for category in summary.categories)
    assert summary.risk == percentage(summary.total_expense, summary.appropriate_total)


@examples
@given(facts())
def test_it_recommends_what_the_morning_recommended(month: MonthFacts) -> None:
    summary, plan = summarize_day(month), plan_day(month)
    assert summary.plan == plan
    recommended = [category.recommended for category in summary.categories[: len(month.lines)]]
    assert recommended == [part.amount for part in plan.parts]
