"""Whatever is asked of spending is read off the owner's own part of an index, on either database."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection

from accounts import tokens
from core.periods import DateRange
from expenses import listing, selectors, services
from expenses.listing import ORDERINGS, Filter
from expenses.models import CreationReply, Expense
from expenses.replies import Idempotency
from reports.authentication import live_login_and_month
from reports.facts import month_on
from tests.conftest import client_for
from tests.factories import category, make_plan, make_user
from tests.query_plans import learn_tables, plans_of

NOVEMBER = DateRange(date(2026, 11, 1), date(2026, 12, 1))
TODAY = date(2026, 11, 23)
DAYS = 1_500


@pytest.fixture(autouse=True)
def spending(alice, bob):
    """Years of it, of several people."""
    food = category()
    days = [TODAY - timedelta(number) for number in range(DAYS)]
    Expense.objects.bulk_create(
        Expense(owner=owner, category=food, amount=1, spent_on=day)
        for owner in (alice, bob, make_user("dora"))
        for day in days
    )


# PostgreSQL learns about its tables by itself before long; SQLite may never.
@pytest.fixture(autouse=True, params=[True, False] if connection.vendor == "sqlite" else [True])
def _analyzed(request, spending):
    if request.param:
        learn_tables()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # So few owners' rows are read nearly as fast all of them.
            cursor.execute("SET LOCAL enable_seqscan = off")


BY_OWNER_AND_DAYS = {
    "sqlite": r"expense_of_day \(owner_id=\? AND spent_on>\? AND spent_on<\?\)",
    "postgresql": r"Index Cond: \(\(owner_id = \d+\) AND \(spent_on >= [^)]*\) AND \(spent_on <",
}
BY_OWNER_AND_DAY = {
    "sqlite": r"expense_of_day \(owner_id=\?",
    "postgresql": r"(?s)expense_of_day.*Index Cond: \(+owner_id = \d+\)",
}
BY_ID = {"sqlite": r"SEARCH expenses_expense USING INTEGER PRIMARY KEY", "postgresql": r"expenses_expense_pkey"}


def assert_read_by(way, plans):
    for plan in plans:
        assert re.search(way[connection.vendor], plan), plan
        assert not re.search(r"Seq Scan on expenses_expense|SCAN expenses_expense", plan), plan


def reads(act):
    return plans_of(act, reading="expenses_expense")


def test_the_spending_of_a_month(alice):
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: month_on(alice, TODAY)))


def test_the_spending_of_a_month_that_is_found_with_its_login(alice):
    client_for(alice)
    token = tokens.read(tokens.issue_access(alice.logins.get().pk, alice), tokens.ACCESS)
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: live_login_and_month(token, token.subject)))


def test_the_spending_of_the_month_before(alice):
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: selectors.spent_by_category_between(alice.pk, NOVEMBER)))


def test_the_spending_of_a_year_by_day(alice):
    year = DateRange(date(2025, 12, 1), date(2026, 11, 24))
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: selectors.spent_by_day(alice.pk, year)))


def test_the_spending_of_some_weeks_by_day_and_category(alice):
    weeks = DateRange(date(2026, 9, 1), date(2026, 11, 23))
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: selectors.spent_by_day_and_category(alice.pk, weeks)))


def test_the_spending_of_single_days(alice):
    days = [TODAY - timedelta(weeks=weeks) for weeks in range(1, 9)]
    assert_read_by(BY_OWNER_AND_DAY, reads(lambda: selectors.spent_per_day(alice.pk, days)))


def test_the_first_expense(alice):
    assert_read_by(BY_OWNER_AND_DAY, reads(lambda: selectors.first_expense_day(alice.pk)))


@pytest.mark.parametrize("more", [{}, {"min_amount": 1}, {"search": "x"}, {"category_ids": (1, 2)}])
def test_the_totals_of_a_list(alice, more):
    wanted = Filter(owner_id=alice.pk, period=NOVEMBER, **more)
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: listing.totals(wanted)))


def test_the_days_of_a_list(alice):
    wanted = Filter(owner_id=alice.pk, period=NOVEMBER)
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: listing.day_totals(wanted, NOVEMBER)))


def test_a_month_by_day(alice):
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: selectors.spent_by_day_and_category(alice.pk, NOVEMBER)))


@pytest.mark.parametrize("after", [None, "later"])
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_a_page_of_a_list(alice, ordering, after):
    wanted = Filter(owner_id=alice.pk, period=NOVEMBER)
    position = after and [1 if "amount" in ordering else "2026-11-20", 10**6]
    assert_read_by(BY_OWNER_AND_DAYS, reads(lambda: listing.page(wanted, ordering, 20, position)))


@pytest.mark.parametrize("ordering", ["date", "-date"])
def test_a_page_by_day_is_not_sorted(alice, ordering):
    wanted = Filter(owner_id=alice.pk, period=DateRange(date(2020, 1, 1), date(2027, 1, 1)))
    for plan in reads(lambda: listing.page(wanted, ordering, 20)):
        assert "TEMP B-TREE" not in plan, plan
        assert "Sort" not in plan, plan


def test_one_expense(alice):
    found = Expense.objects.filter(owner=alice).first()
    assert_read_by(BY_ID, reads(lambda: selectors.expense_of(alice, found.pk)))


def test_whether_a_key_was_used(alice):
    make_plan(alice, food=1)
    asked = Idempotency("key", "fingerprint")

    def record():
        services.record_expense(owner=alice, category="food", amount=1, spent_on=TODAY, idempotency=asked)

    record()
    CreationReply.objects.all().delete()
    [replay] = plans_of(record, reading='FROM "expenses_expense"')
    assert "expense_idempotency_key" in replay or "sqlite_autoindex_expenses_expense" in replay, replay
