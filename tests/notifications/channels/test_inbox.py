"""The inbox in the app itself."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction

from core import clock
from core.errors import FieldUnknown
from notifications.channels import channel_type
from notifications.channels.inbox import write
from notifications.models import Channel, Delivery, InboxMessage

INBOX = channel_type("inbox")


@pytest.fixture
def sent(alice, envelope):
    """An envelope of a delivery that is there."""
    channel = Channel.objects.create(owner=alice, type="inbox")
    now = clock.now()
    delivery = Delivery.objects.create(
        owner=alice, channel=channel, kind="morning", local_date=date(2026, 11, 23), due_at=now, useful_until=now,
        next_attempt_at=now,
    )  # fmt: skip
    return replace(envelope, delivery_id=str(delivery.pk))


def test_it_writes_the_message(alice, sent, django_assert_num_queries):
    with django_assert_num_queries(1):
        INBOX.send({"owner_id": alice.pk}, sent)
    message = InboxMessage.objects.get()
    assert (message.owner, str(message.delivery_id), message.kind) == (alice, sent.delivery_id, "morning")
    assert (message.title, message.body) == (sent.message.title, sent.message.text)
    assert (message.created_at, message.read_at) == (clock.now(), None)


def test_a_delivery_comes_once(alice, sent):
    INBOX.send({"owner_id": alice.pk}, sent)
    INBOX.send({"owner_id": alice.pk}, sent)
    assert InboxMessage.objects.count() == 1


def test_it_belongs_to_the_senders_transaction(alice, sent):
    with transaction.atomic():
        INBOX.send({"owner_id": alice.pk}, sent)
        transaction.set_rollback(True)
    assert not InboxMessage.objects.exists()


def test_many_are_written_by_one_statement(alice, bob, sent, django_assert_num_queries):
    later = Delivery.objects.get()
    later.pk, later.owner = None, bob
    later.save()
    with django_assert_num_queries(1):
        write([(alice.pk, sent), (bob.pk, replace(sent, delivery_id=str(later.pk)))])
    assert list(InboxMessage.objects.order_by("pk").values_list("owner", "delivery")) == [
        (alice.pk, int(sent.delivery_id)),
        (bob.pk, later.pk),
    ]


def test_a_long_title_is_cut(alice, sent):
    INBOX.send({"owner_id": alice.pk}, replace(sent, message=replace(sent.message, title="가" * 300)))
    assert InboxMessage.objects.get().title == "가" * 200


def test_nobody_can_say_whose_inbox_it_is():
    assert INBOX.clean({}) == {}
    with pytest.raises(FieldUnknown) as refused:
        INBOX.clean({"owner_id": 1})
    assert refused.value.attr == "owner_id"


def test_there_is_nothing_to_show():
    assert INBOX.masked({}) == ""
