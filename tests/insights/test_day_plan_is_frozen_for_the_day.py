"""What is spent today does not move today's plan."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from insights.day_plan import plan_day
from insights.facts import MonthFacts, Spending
from tests.insights.builders import make_facts
from tests.insights.strategies import OUTSIDE, amounts, examples, facts


@examples
@given(facts(), st.dictionaries(st.sampled_from(["c00", "c01", *OUTSIDE]), amounts))
def test_todays_spending_moves_neither_total_nor_parts(month: MonthFacts, today: dict[str, int]) -> None:
    before = plan_day(month)
    after = plan_day(replace(month, spending=Spending(month.spending.before, today)))
    assert (after.total, after.floor) == (before.total, before.floor)
    assert [part.amount for part in after.parts] == [part.amount for part in before.parts]
    assert [part.why for part in after.parts] == [part.why for part in before.parts]
    assert [part.floor_applied for part in after.parts] == [part.floor_applied for part in before.parts]


def test_it_is_paid_for_from_tomorrow_on() -> None:
    assert plan_day(make_facts("2026-09-21", (300_000, 200_000), today={"a": 55_000})).total == 10_000
    assert plan_day(make_facts("2026-09-22", (300_000, 255_000))).total == 5_000
