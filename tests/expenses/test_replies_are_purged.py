"""Replies are forgotten after 48 hours, in batches."""

from datetime import timedelta

import pytest

from core import clock
from expenses import services
from expenses.models import CreationReply


def remember(owner, count, age):
    created_at = clock.now() - age
    CreationReply.objects.bulk_create(
        CreationReply(owner=owner, key=f"{age} {number}", created_at=created_at) for number in range(count)
    )


def test_only_expired_replies_go(alice):
    remember(alice, 2, timedelta(hours=48))
    remember(alice, 3, timedelta(hours=48) - timedelta(seconds=1))
    assert services.purge_replies() == 2
    assert CreationReply.objects.count() == 3


def test_there_may_be_nothing_to_forget(db):
    assert services.purge_replies() == 0


@pytest.mark.parametrize(("replies", "statements"), [(1_000, 3), (1_001, 5)])
def test_it_deletes_a_thousand_at_a_time(alice, replies, statements, django_assert_num_queries):
    remember(alice, replies, timedelta(days=3))
    # Each thousand is looked up and deleted, and then there is nothing more to find.
    with django_assert_num_queries(statements):
        assert services.purge_replies() == replies
