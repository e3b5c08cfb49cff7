"""What is asked every minute walks the indexes that are there for it, on either database."""

import pytest
from django.db import connection

from core import clock
from notifications import due, engine

from .people import at, make_delivery, webhook_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _even_for_a_few_rows(alice):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # So few rows are read fastest without any index.
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
    make_delivery(webhook_of(alice))


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
