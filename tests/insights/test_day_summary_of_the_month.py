"""The month to date is compared with an even pace up to and including the day."""

from hypothesis import given

from core.money import percentage, round_to_unit
from insights.day_summary import CategoryMonth, summarize_day
from insights.facts import MonthFacts
from tests.insights import reference
from tests.insights.builders import make_facts
from tests.insights.strategies import examples, facts


def test_it_is_even_up_to_the_day() -> None:
    month = summarize_day(make_facts("2026-09-10", (300_000, 70_000), (90_000, 30_000), today={"a": 5_000})).month
    assert month.categories == (
        CategoryMonth("a", 300_000, 75_000, 100_000, 75.0),
        CategoryMonth("b", 90_000, 30_000, 30_000, 100.0),
    )
    assert (month.budget, month.spent, month.appropriate, month.risk) == (390_000, 105_000, 130_000, 80.8)


def test_all_elapsed_days_are_rounded_at_once() -> None:
    # 100,000 over 31 days is 3,225.8 a day: ten of them are 32,300, not ten times 3,200.
    assert summarize_day(make_facts("2026-10-10", (100_000, 0))).month.appropriate == 32_300


def test_on_the_last_day_the_whole_budget_is_appropriate() -> None:
    month = summarize_day(make_facts("2026-02-28", (300_000, 299_000, 100_000))).month
    assert (month.appropriate, month.risk) == (300_000, 99.7)


def test_rent_is_appropriate_as_far_as_it_was_paid() -> None:
    unpaid = summarize_day(make_facts("2026-09-10", (700_000, 0, 550_000))).month
    paid_today = summarize_day(make_facts("2026-09-10", (700_000, 0, 550_000), today={"a": 550_000})).month
    paid_before = summarize_day(make_facts("2026-09-10", (700_000, 560_000, 550_000))).month
    assert [month.appropriate for month in (unpaid, paid_today, paid_before)] == [50_000, 600_000, 600_000]


@examples
@given(facts())
def test_it_follows_the_formula(month: MonthFacts) -> None:
    categories = summarize_day(month).month.categories
    for line, category in zip(month.lines, categories[: len(month.lines)], strict=True):
        even = round_to_unit(reference.even(line, month) * month.elapsed, month.rules.unit)
        assert category.appropriate == even + min(month.spending.to_date(line.category), line.fixed)


@examples
@given(facts())
def test_the_totals_are_the_sums_of_the_categories(month: MonthFacts) -> None:
    to_date = summarize_day(month).month
    assert to_date.budget == sum(line.budget for line in month.lines)
    assert to_date.spent == month.spending.total_to_date == sum(category.spent for category in to_date.categories)
    assert to_date.appropriate == sum(category.appropriate for category in to_date.categories)
    assert to_date.risk == percentage(to_date.spent, to_date.appropriate)
