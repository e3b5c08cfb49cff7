"""Who deletes a channel at the wrong moment holds up nobody else's messages, and nobody waits in a ring."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import OperationalError, connection, transaction

from core import clock
from notifications import alerts, due, engine, services
from notifications.channels.base import SendingImpossible
from notifications.models import Channel, Delivery
from tests.factories import make_expense
from tests.parallel import at_once, committed, somebody_waits

from .people import at, make_delivery, make_reader, webhook_of

pytestmark = [committed, pytest.mark.only("postgresql")]


def elsewhere(call):
    """Return what it gives on another connection, while the transaction here goes on."""
    return at_once(call)[0]


def can_be_deleted(channel):
    try:
        with transaction.atomic():
            Channel.objects.select_for_update(nowait=True).get(pk=channel.pk)
    except OperationalError:
        return False
    return True


@pytest.fixture
def inbox(alice):
    return Channel.objects.get(owner=alice)


def test_a_channel_for_which_there_is_a_delivery_since_this_moment_is_held(inbox):
    with transaction.atomic():
        assert due.enqueue_due(at("2026-11-23T08:00")) == 1
        assert not elsewhere(lambda: can_be_deleted(inbox))
    assert elsewhere(lambda: can_be_deleted(inbox))


def test_one_that_is_being_deleted_does_not_keep_back_the_others(inbox):
    make_reader("bob")
    with transaction.atomic():
        Channel.objects.select_for_update().get(pk=inbox.pk)
        assert elsewhere(lambda: due.enqueue_due(at("2026-11-23T08:00"))) == 1
    assert due.enqueue_due(at("2026-11-23T08:01")) == 1


def test_who_is_being_erased_does_not_keep_back_the_others(alice):
    make_reader("bob")
    with transaction.atomic():
        type(alice).objects.select_for_update().get(pk=alice.pk)
        assert elsewhere(lambda: due.enqueue_due(at("2026-11-23T08:00"))) == 1


def test_a_channel_that_is_told_an_alert_is_held(alice, inbox):
    alice.message_preferences.alerts_on = True
    alice.message_preferences.save()
    make_expense(alice, 300_000)
    with transaction.atomic():
        assert alerts.decide(clock.now()) == 2
        assert not elsewhere(lambda: can_be_deleted(inbox))


def test_deleting_a_channel_and_switching_it_off_do_not_wait_for_each_other(alice):
    channel = webhook_of(alice)
    delivery = make_delivery(channel)
    engine.claim(1)
    delivery.refresh_from_db()

    def switch_off():
        try:
            engine._record_failure(delivery, SendingImpossible("gone"), None)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Channel.objects.select_for_update().get(pk=channel.pk)
        switching = pool.submit(switch_off)
        while not somebody_waits():
            assert not switching.done()
        services.remove_channel(owner=alice, channel_id=channel.pk)
    switching.result()
    assert not Delivery.objects.exists()
