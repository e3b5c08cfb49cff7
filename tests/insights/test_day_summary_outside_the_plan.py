"""Spending outside the plan is reported, never hidden, and has nothing that would be appropriate."""

from insights.day_summary import CategoryDay, CategoryMonth, summarize_day
from insights.situation import Situation
from tests.insights.builders import make_facts


def test_it_follows_the_plan_as_the_spending_names_it() -> None:
    facts = make_facts("2026-09-11", (300_000, 0), (90_000, 0), today={"taxi": 1_000, "gift": 2_000, "b": 3_000})
    assert [category.category for category in summarize_day(facts).categories] == ["a", "b", "taxi", "gift"]


def test_it_counts_in_the_totals_and_their_risk() -> None:
    summary = summarize_day(make_facts("2026-09-11", (300_000, 100_000), today={"gift": 5_000}))
    assert summary.categories[1] == CategoryDay("gift", 5_000, 0, 0, None)
    assert (summary.total_expense, summary.appropriate_total, summary.risk) == (5_000, 10_000, 50.0)


def test_a_category_without_spending_today_is_only_in_the_month() -> None:
    summary = summarize_day(make_facts("2026-09-10", (300_000, 50_000), outside={"gift": 25_000}))
    assert [category.category for category in summary.categories] == ["a"]
    assert summary.month.categories[1] == CategoryMonth("gift", 0, 25_000, 0, None)
    assert (summary.month.spent, summary.month.risk) == (75_000, 75.0)


def test_the_month_counts_what_was_spent_before_and_today() -> None:
    facts = make_facts("2026-09-10", (300_000, 0), outside={"gift": 1_000}, today={"gift": 200, "alcohol": 30})
    outside = summarize_day(facts).month.categories[1:]
    assert [(category.category, category.spent) for category in outside] == [("gift", 1_200), ("alcohol", 30)]


def test_a_category_with_nothing_in_it_is_left_out() -> None:
    summary = summarize_day(make_facts("2026-09-10", (300_000, 0), outside={"gift": 0}, today={"taxi": 0}))
    assert len(summary.categories) == len(summary.month.categories) == 1


def test_without_a_plan_the_spending_is_still_reported() -> None:
    summary = summarize_day(make_facts("2026-09-11", outside={"gift": 4_000}, today={"food": 700}))
    assert summary.situation is Situation.NO_BUDGET
    assert (summary.recommended_total, summary.appropriate_total, summary.risk) == (0, 0, None)
    assert summary.categories == (CategoryDay("food", 700, 0, 0, None),)
    assert (summary.total_expense, summary.month.spent, summary.month.budget) == (700, 4_700, 0)
    assert [category.category for category in summary.month.categories] == ["gift", "food"]


def test_without_a_plan_and_spending_everything_is_empty() -> None:
    summary = summarize_day(make_facts("2026-09-11"))
    assert (summary.categories, summary.month.categories) == ((), ())
    assert (summary.total_expense, summary.risk, summary.month.risk) == (0, None, None)
