"""The number of statements does not grow with what there is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from budget_management import averages, selectors, services
from budget_management.services import Entry
from categories.catalog import CATALOG
from core.periods import BudgetMonth
from tests.factories import category, make_plan, make_user

MONTH = BudgetMonth(2026, 11)
ALL = {kind.code: 1_000 for kind in CATALOG}


def test_the_plan_of_a_month_is_one_statement(alice, django_assert_num_queries):
    make_plan(alice, 202610, **ALL)
    with django_assert_num_queries(1):
        assert len(selectors.plan_for(alice.pk, MONTH).lines) == len(ALL)


def test_whether_a_category_is_budgeted_is_one_statement(alice, django_assert_num_queries):
    make_plan(alice, 202610, **ALL)
    food = category()
    with django_assert_num_queries(1):
        assert selectors.is_budgeted(alice.pk, food.pk, MONTH)


def test_reading_a_budget_takes_two_with_the_login(alice, as_alice, django_assert_num_queries):
    make_plan(alice, 202610, **ALL)
    with django_assert_num_queries(2):
        as_alice.get("/api/budget/")


@pytest.mark.parametrize("people", [0, 6])
def test_a_recommendation_takes_two_with_the_login_while_the_averages_are_fresh(
    as_alice, django_assert_num_queries, people
):
    for index in range(people):
        make_plan(make_user(f"user{index}"), **ALL)
    averages.refresh_shares()
    with django_assert_num_queries(2):
        answer = as_alice.post("/api/budget/recommendation/", {"total_amount": 1_000_000})
    assert answer.json()["basis"] == ("users" if people else "household_survey")


def statements_of(owner, codes):
    entries = [Entry(category(code), MONTH, 5) for code in codes]
    with CaptureQueriesContext(connection) as captured:
        services.set_budget(owner=owner, entries=entries)
    return len(captured)


@pytest.mark.parametrize("carried", [False, True])
def test_setting_many_categories_takes_as_many_as_setting_one(alice, bob, carried):
    for owner in (alice, bob):
        make_plan(owner, 202610 if carried else 202611, **ALL)
    assert statements_of(alice, ["food"]) == statements_of(bob, list(ALL)) <= 12


@pytest.mark.parametrize("people", [1, 9])
def test_a_refresh_takes_as_many_however_many_people_there_are(fixed_now, db, people):
    for index in range(people):
        make_plan(make_user(f"user{index}"), **ALL)
    averages.refresh_shares()
    fixed_now.shift(timedelta(minutes=10))
    with CaptureQueriesContext(connection) as captured:
        averages.refresh_shares(force=True)
    assert len(captured) <= 14
