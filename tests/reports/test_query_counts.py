import pytest

from budget_management.models import BudgetLine, MonthPlan
from categories.catalog import CATALOG
from tests.factories import category, make_expense, make_plan

from .asking import recommendation, statistics, summary

CODES = [built_in.code for built_in in CATALOG]


def much_of_everything(owner):
    make_plan(owner, **dict.fromkeys(CODES, 100_000))
    for number in range(300):
        make_expense(
            owner, 100 + number, code=CODES[number % 11], on=f"2026-{9 + number % 3:02d}-{1 + number % 28:02d}"
        )


def a_little(owner):
    make_plan(owner, food=100_000)


@pytest.mark.parametrize("ask", [recommendation, summary])
@pytest.mark.parametrize("fill", [a_little, much_of_everything])
def test_a_login_and_the_month_are_one_query(alice, as_alice, django_assert_num_queries, ask, fill):
    fill(alice)
    with django_assert_num_queries(1):
        ask(as_alice)


@pytest.mark.parametrize("ask", [recommendation, summary])
def test_the_month_of_another_day_is_a_query_of_its_own(as_alice, django_assert_num_queries, ask):
    with django_assert_num_queries(2):
        ask(as_alice, "2026-11-22")


@pytest.mark.parametrize("fill", [a_little, much_of_everything])
def test_statistics_ask_no_more_of_who_has_more(alice, as_alice, django_assert_num_queries, fill):
    fill(alice)
    statistics(as_alice)
    with django_assert_num_queries(6):
        statistics(as_alice)


def test_without_a_plan_it_is_no_more(alice, as_alice, django_assert_num_queries):
    with django_assert_num_queries(1):
        recommendation(as_alice)


def test_what_is_asked_about_is_not_read_row_by_row(alice, as_alice, django_assert_num_queries):
    plan = MonthPlan.objects.create(owner=alice, month=202601)
    for code in CODES:
        BudgetLine.objects.create(owner=alice, plan=plan, category=category(code), amount=1_000)
    with django_assert_num_queries(1):
        assert len(recommendation(as_alice)["category_recommendations"]) == 11
