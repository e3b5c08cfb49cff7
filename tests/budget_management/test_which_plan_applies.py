import pytest

from budget_management.selectors import AppliedPlan, Line, is_budgeted, plan_for
from core.periods import BudgetMonth
from tests.factories import category, make_plan


def month(text):
    return BudgetMonth.parse(text)


def budgeted(owner, code, text):
    return is_budgeted(owner.pk, category(code).pk, month(text))


def test_without_any_plan_there_is_none(alice):
    assert plan_for(alice.pk, month("2026-11")) is None


def test_before_the_first_plan_there_is_none(alice):
    make_plan(alice, 202611, food=1)
    assert plan_for(alice.pk, month("2026-10")) is None


def test_a_months_own_plan_applies_with_its_lines_in_plan_order(alice):
    make_plan(alice, 202610, housing=9)
    make_plan(alice, 202611, transport=(90_000, 55_000), food=300_000)
    food, transport = category("food"), category("transport")
    assert plan_for(alice.pk, month("2026-11")) == AppliedPlan(
        month("2026-11"),
        None,
        (
            Line(food.pk, "food", "식비", "Food", 300_000, 0),
            Line(transport.pk, "transport", "교통", "Transport", 90_000, 55_000),
        ),
    )


@pytest.mark.parametrize(
    ("asked", "carried_from"), [("2026-09", "2026-08"), ("2026-11", "2026-10"), ("2999-12", "2026-10")]
)
def test_else_the_nearest_earlier_one(alice, asked, carried_from):
    make_plan(alice, 202608, food=1)
    make_plan(alice, 202610, food=2)
    plan = plan_for(alice.pk, month(asked))
    assert (plan.month, plan.carried_from) == (month(asked), month(carried_from))


def test_an_empty_plan_applies_too(alice):
    make_plan(alice, 202610, food=1)
    make_plan(alice, 202611)
    assert plan_for(alice.pk, month("2026-11")) == AppliedPlan(month("2026-11"), None, ())
    assert plan_for(alice.pk, month("2026-12")) == AppliedPlan(month("2026-12"), month("2026-11"), ())


def test_a_line_speaks_both_languages(alice):
    line = Line(1, "food", "식비", "Food", 1, 0)
    assert [line.label("ko"), line.label("en")] == ["식비", "Food"]


def test_nobody_elses_plan_applies(alice, charlie):
    make_plan(alice, food=1)
    assert plan_for(charlie.pk, month("2026-11")) is None
    assert not budgeted(charlie, "food", "2026-11")


def test_a_category_is_budgeted_where_it_stands_in_the_plan_even_with_0(alice):
    make_plan(alice, food=0)
    assert budgeted(alice, "food", "2026-11")
    assert not budgeted(alice, "housing", "2026-11")


def test_a_carried_plan_budgets_it_too(alice):
    make_plan(alice, 202609, food=1)
    assert budgeted(alice, "food", "2026-11")


def test_a_category_that_left_the_plan_is_not_budgeted_from_then_on(alice):
    make_plan(alice, 202609, food=1)
    make_plan(alice, 202610)
    assert [budgeted(alice, "food", text) for text in ("2026-09", "2026-10", "2026-11")] == [True, False, False]


def test_before_the_first_plan_the_first_one_says(alice):
    make_plan(alice, 202610, food=1)
    make_plan(alice, 202611, housing=1)
    assert budgeted(alice, "food", "2020-01")
    assert not budgeted(alice, "housing", "2020-01")


def test_without_any_plan_nothing_is_budgeted(alice):
    assert not budgeted(alice, "food", "2026-11")
