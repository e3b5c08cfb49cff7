"""One person's rows are found off the indexes that are there for them, among everybody's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from notifications import selectors, services
from notifications.models import Delivery, InboxMessage
from tests.query_plans import learn_tables

ROWS = 1_000


@pytest.fixture
def _many(alice, bob):
    now = clock.now()
    for owner, count in ((bob, ROWS), (alice, 20)):
        channel = services.ensure_inbox(owner)
        given = {"owner": owner, "channel": channel, "kind": "morning", "local_date": "2026-11-23", "state": "sent"}
        times = {"due_at": now, "useful_until": now, "next_attempt_at": now}
        Delivery.objects.bulk_create(Delivery(**given, **times, subject=str(n)) for n in range(count))
        InboxMessage.objects.bulk_create(
            InboxMessage(
                owner=owner,
                kind="morning",
                title="t",
                body="b",
                created_at=now - timedelta(hours=n),
                read_at=now if n > 3 else None,
            )
            for n in range(count)
        )
    learn_tables()


def explained(read):
    with CaptureQueriesContext(connection) as captured:
        read()
    [query] = captured.captured_queries
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{word} {query['sql']}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())


@pytest.mark.usefixtures("_many")
def test_deliveries_are_read_newest_first_without_sorting(alice):
    for after in (None, [Delivery.objects.latest("pk").pk]):
        plan = explained(lambda after=after: selectors.deliveries_page(alice, 5, after))
        assert "deliveries_newest" in plan
        assert "SORT" not in plan.upper().replace("TEMP B-TREE", "SORT")


@pytest.mark.usefixtures("_many")
def test_the_inbox_is_read_newest_first_without_sorting(alice):
    for after in (None, [clock.now().isoformat(), 5]):
        plan = explained(lambda after=after: selectors.inbox_page(alice, 5, after=after))
        assert "inbox_newest" in plan
        assert "SORT" not in plan.upper().replace("TEMP B-TREE", "SORT")


@pytest.mark.usefixtures("_many")
def test_unread_messages_are_found_without_the_read_ones(alice):
    assert "inbox_unread" in explained(lambda: selectors.inbox_page(alice, 5, unread=True))
    assert "inbox_unread" in explained(lambda: selectors.unread_count(alice))
