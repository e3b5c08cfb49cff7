"""The plans of many months, read at once, are those of each month."""

import pytest

from budget_management.models import MonthPlan
from budget_management.selectors import plan_for, plans_for
from core.periods import BudgetMonth
from tests.factories import make_plan

YEAR = [BudgetMonth(2026, 11).shift(number) for number in range(-11, 1)]


@pytest.mark.parametrize(
    "months",
    [
        pytest.param([], id="none"),
        pytest.param([202401], id="one long before"),
        pytest.param([202401, 202511], id="the nearest before"),
        pytest.param([202511, 202603, 202607], id="some of them"),
        pytest.param([202603], id="none before the first"),
        pytest.param([202512, 202611], id="the first and the last"),
        pytest.param([202612], id="only later"),
    ],
)
def test_they_are_what_each_month_says(alice, bob, months):
    for number, month in enumerate(months):
        make_plan(alice, month, food=1_000 + number, housing=(700, 500 + number))
    make_plan(bob, 202601, beauty=1)
    assert plans_for(alice.pk, YEAR) == {month: plan for month in YEAR if (plan := plan_for(alice.pk, month))}


def test_an_empty_plan_ends_the_one_before(alice):
    make_plan(alice, 202510, food=1_000)
    MonthPlan.objects.create(owner=alice, month=202605)
    found = plans_for(alice.pk, YEAR)
    assert [len(found[month].lines) for month in YEAR] == [1] * 5 + [0] * 7


def test_it_is_one_statement(alice, django_assert_num_queries):
    for month in YEAR:
        make_plan(alice, month.number, food=1)
    with django_assert_num_queries(1):
        plans_for(alice.pk, YEAR)
