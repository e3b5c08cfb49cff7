from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from accounts.services import set_active
from core import clock
from notifications import content, engine
from notifications.channels.base import SendingFailed
from notifications.models import Channel, Delivery, InboxMessage

from .people import at, make_channel, make_delivery, make_reader, webhook_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(alice):
    return Channel.objects.get(owner=alice, type="inbox")


def outcome(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.last_error


def test_it_goes_out_and_is_recorded(alice, webhook):
    delivery = make_delivery(webhook_of(alice, url="https://example.org/"))
    targets = []
    webhook.act = targets.append
    assert engine.send_due() == 1
    assert outcome(delivery) == ("sent", "")
    assert delivery.sent_at == clock.now()
    assert targets == [{"url": "https://example.org/"}]
    [envelope] = webhook.taken
    assert (envelope.delivery_id, envelope.kind) == (str(delivery.pk), "morning")
    assert envelope.message == content.compose([delivery])[delivery.pk]


def test_it_is_put_into_the_inbox(alice, inbox):
    delivery = make_delivery(inbox)
    engine.send_due()
    assert outcome(delivery) == ("sent", "")
    message = InboxMessage.objects.get()
    assert (message.owner, message.delivery, message.kind) == (alice, delivery, "morning")


def test_what_was_sent_is_not_sent_again(alice, webhook, inbox):
    deliveries = [make_delivery(webhook_of(alice)), make_delivery(inbox)]
    ids = [delivery.pk for delivery in deliveries]
    engine.send_due()
    engine.send_batch(ids)
    assert engine.send_due() == 0
    assert len(webhook.taken) == InboxMessage.objects.count() == 1


def test_what_nobody_has_claimed_is_not_sent(alice, webhook):
    delivery = make_delivery(webhook_of(alice))
    engine.send_batch([delivery.pk])
    assert outcome(delivery) == ("waiting", "")
    assert not webhook.taken


def test_an_empty_batch_is_no_work(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        engine.send_batch([])


def test_a_channel_that_was_switched_off_since_gets_nothing(alice, webhook):
    channel = webhook_of(alice)
    delivery = make_delivery(channel)
    Channel.objects.filter(pk=channel.pk).update(is_on=False)
    engine.send_due()
    assert outcome(delivery) == ("failed", "channel_off")
    assert not webhook.taken


def test_nor_does_an_address_that_is_not_verified(alice):
    delivery = make_delivery(make_channel(alice, "email"), kind="test")
    engine.send_due()
    assert outcome(delivery) == ("failed", "channel_off")


def test_a_test_goes_through_a_channel_that_is_off(alice, webhook):
    channel = webhook_of(alice)
    Channel.objects.filter(pk=channel.pk).update(is_on=False)
    delivery = make_delivery(channel, kind="test")
    engine.send_due()
    assert outcome(delivery) == ("sent", "")


def test_what_has_nothing_to_say_is_not_sent(alice, webhook, monkeypatch):
    monkeypatch.setattr(content, "compose", lambda deliveries: {})
    delivery = make_delivery(webhook_of(alice))
    engine.send_due()
    assert outcome(delivery) == ("expired", "nothing_to_say")
    assert not webhook.taken


def test_one_that_cannot_be_composed_does_not_keep_back_the_others(alice, webhook, monkeypatch, caplog):
    channel = webhook_of(alice)
    made = [make_delivery(channel, subject=str(number)) for number in range(9)]
    compose = content.compose

    def stumble(deliveries):
        if made[5] in deliveries:
            raise ZeroDivisionError
        return compose(deliveries)

    monkeypatch.setattr(content, "compose", stumble)
    engine.send_due()
    assert sorted(webhook.ids) == [delivery.pk for delivery in made if delivery != made[5]]
    assert outcome(made[5]) == ("waiting", "internal_error")
    assert caplog.messages == [f"delivery {made[5].pk} cannot be composed"]


def test_a_database_that_is_away_ends_it_and_nothing_is_lost(alice, webhook, monkeypatch, fixed_now):
    delivery = make_delivery(webhook_of(alice))

    def away(deliveries):
        raise OperationalError("the connection is gone")

    with monkeypatch.context() as patch:
        patch.setattr(content, "compose", away)
        with pytest.raises(OperationalError):
            engine.send_due()
    fixed_now.shift(60)
    engine.send_due()
    assert outcome(delivery) == ("sent", "")


def test_whose_lease_ran_out_while_it_was_sent_was_sent_all_the_same(alice, webhook, fixed_now):
    delivery = make_delivery(webhook_of(alice))
    [pk] = engine.claim(1)

    def dawdle(target):
        fixed_now.shift(70)

    webhook.act = dawdle
    engine.send_batch([pk])
    assert outcome(delivery) == ("sent", "")


def test_a_failure_told_too_late_does_not_disturb_who_sends_it_now(alice, webhook, fixed_now):
    """The slow one's failure comes after another has claimed it, and is not theirs."""
    delivery = make_delivery(webhook_of(alice))
    [pk] = engine.claim(1)
    before = list(Delivery.objects.filter(pk=pk).select_related("channel"))
    fixed_now.shift(60)
    engine.claim(1)
    engine._record_failure(before[0], SendingFailed("timeout"), None)
    assert outcome(delivery) == ("claimed", "")


def test_an_inbox_is_left_alone_by_who_lost_the_lease(alice, inbox, fixed_now):
    make_delivery(inbox)
    [pk] = engine.claim(1)
    [mine] = Delivery.objects.filter(pk=pk).select_related("channel")
    message = content.compose([mine])[pk]
    fixed_now.shift(60)
    engine.send_due()
    engine._put_into_inboxes([engine.Sending(mine, message)], None)
    assert InboxMessage.objects.count() == 1


def test_inboxes_are_filled_in_portions(alice, monkeypatch):
    monkeypatch.setattr(engine, "INBOXES_AT_ONCE", 2)
    for number in range(5):
        reader = make_reader(f"reader{number}")
        make_delivery(Channel.objects.get(owner=reader))
    assert engine.send_due() == 5
    assert InboxMessage.objects.count() == 5


def test_more_than_a_batch_is_sent_in_several(alice, webhook, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    channel = webhook_of(alice)
    for number in range(5):
        make_delivery(channel, subject=str(number))
    assert engine.send_due() == 5
    assert len(webhook.taken) == 5


def test_a_moment_that_is_given_stands_still(alice, webhook):
    delivery = make_delivery(webhook_of(alice), due="2026-12-24T08:00")
    assert engine.send_due(at("2026-12-24T08:00")) == 1
    delivery.refresh_from_db()
    assert delivery.sent_at == at("2026-12-24T08:00")


def test_a_batch_asks_the_database_a_fixed_number_of_times_before_it_sends(alice, webhook, monkeypatch):
    """Besides one statement for each that went out."""
    channel = webhook_of(alice)
    counts = []
    for size in (1, 20):
        for number in range(size):
            make_delivery(channel, subject=f"{size}.{number}")
        with CaptureQueriesContext(connection) as asked:
            engine.send_due()
        counts.append(len(asked) - size)
    assert counts[0] == counts[1]


def test_the_lease_is_longer_than_the_last_start_and_a_channels_time():
    assert timedelta(seconds=engine.LAST_START + 10) < engine.LEASE


def test_who_was_shut_out_since_gets_nothing(alice, webhook):
    delivery = make_delivery(webhook_of(alice))
    set_active(user=alice, active=False)
    engine.send_due()
    assert outcome(delivery) == ("expired", "nothing_to_say")
    assert not webhook.taken
