"""What is asked every minute walks the indexes that are there for it, on either database."""

import re
from datetime import date

import pytest
from django.db import connection

from accounts.models import User
from budget_management.models import MonthPlan
from core import clock
from notifications import due, engine
from notifications.models import MINUTES_A_DAY, Channel, Delivery, Preferences
from tests.query_plans import learn_tables

from .people import at, make_delivery, webhook_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _crowd(alice):
    """Many others: of a few rows, any index is as good to PostgreSQL as any other."""
    people = User.objects.bulk_create(User(username=f"u{n}", username_key=f"u{n}") for n in range(MINUTES_A_DAY))
    Preferences.objects.bulk_create(
        Preferences(owner=person, morning_on=True, morning_at=minute, evening_on=True, evening_at=minute)
        for minute, person in enumerate(people)
    )
    MonthPlan.objects.bulk_create(MonthPlan(owner=person, month=202611) for person in people)
    channels = Channel.objects.bulk_create(Channel(owner=person, type="inbox") for person in people)
    moment, day = at("2026-11-22T08:00"), date(2026, 11, 22)
    Delivery.objects.bulk_create(
        Delivery(
            owner=channel.owner, channel=channel, kind="morning", local_date=day, state="sent",
            due_at=moment, next_attempt_at=moment, useful_until=moment,
        )
        for channel in channels
    )  # fmt: skip
    make_delivery(webhook_of(alice))
    if connection.vendor == "postgresql":
        learn_tables()


def explain_insert(kind, times, wanted):
    """Return how people are found who are due."""
    plans = []

    def instead(execute, sql, params, many, context):
        word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        result = execute(f"{word} {sql}", params, many, context)
        plans.append("\n".join(str(row[-1]) for row in context["cursor"].fetchall()))
        return result

    with connection.execute_wrapper(instead):
        due._enqueue(kind, times, wanted, due.spans_of(["Asia/Seoul"], at("2026-11-23T08:00")), clock.now())
    return plans[0]


def test_what_is_to_be_sent_is_found_among_all_that_ever_was():
    for rows in (engine._to_do(clock.now()).order_by("next_attempt_at", "pk")[:500], engine._open(clock.now())):
        assert "delivery_to_do" in rows.explain()


@pytest.mark.parametrize(("kind", "times", "wanted"), due.RULES)
def test_who_is_due_is_found_by_the_minute(kind, times, wanted):
    assert f"{times}_due" in explain_insert(kind, times, wanted)


def test_what_was_made_today_is_looked_up_for_each_and_never_compared_with_each():
    Preferences.objects.update(morning_at=8 * 60)
    # PostgreSQL has counted yesterday's.
    due.enqueue_due(at("2026-11-23T08:00"))
    plan = explain_insert(*due.RULES[0])
    # No join, whose size it would have to guess.
    assert re.search(r"SubPlan \d+\n\s*->  Index (Only )?Scan using \w+ on notifications_delivery d|SEARCH d ", plan), (
        plan
    )
