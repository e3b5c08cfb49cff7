import threading

import pytest
from django.db import connection

from notifications import engine
from notifications.channels.base import SendingFailed
from notifications.models import Delivery

from .people import make_delivery, webhook_of

pytestmark = pytest.mark.django_db
# No test waits for so long unless it fails.
LONG = 30


@pytest.fixture
def channel(alice):
    return webhook_of(alice)


def states():
    return sorted(Delivery.objects.values_list("state", flat=True))


def test_a_hanging_receiver_does_not_delay_fifty_others(alice, webhook):
    """It hangs until the fifty others are not only sent, but recorded."""
    hanging = make_delivery(webhook_of(alice, name="hanging"), due="2026-11-23T07:00")
    healthy = webhook_of(alice, name="healthy")
    others = [make_delivery(healthy, subject=str(number)) for number in range(50)]
    recorded, let_go, waited = [], threading.Event(), []

    def act(target):
        if target["name"] == "hanging":
            waited.append(let_go.wait(LONG))
            raise SendingFailed("timeout")

    def watch(execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and "sent" in params:
            recorded.append(sql)
            if len(recorded) == len(others):
                let_go.set()
        return result

    webhook.act = act
    with connection.execute_wrapper(watch):
        engine.send_due()
    assert waited == [True]
    assert states() == ["sent"] * 50 + ["waiting"]
    hanging.refresh_from_db()
    assert hanging.last_error == "timeout"


def test_no_more_are_under_way_than_allowed(channel, webhook, settings):
    settings.SENDING_THREADS = 3
    for number in range(9):
        make_delivery(channel, subject=str(number))
    together, most, lock = set(), [], threading.Lock()
    three = threading.Barrier(3)

    def act(target):
        with lock:
            together.add(threading.get_ident())
            most.append(len(together))
        three.wait(LONG)
        with lock:
            together.discard(threading.get_ident())

    webhook.act = act
    engine.send_due()
    assert states() == ["sent"] * 9
    assert max(most) == 3


def test_what_could_not_be_begun_in_time_is_left_to_the_next_claim(channel, webhook, settings, monkeypatch, fixed_now):
    settings.SENDING_THREADS = 1
    for number in range(2):
        make_delivery(channel, subject=str(number))
    monkeypatch.setattr(engine, "monotonic", iter([0.0, engine.LAST_START, engine.LAST_START + 0.1]).__next__)
    engine.send_due()
    assert states() == ["claimed", "sent"]
    assert len(webhook.taken) == 1
    monkeypatch.setattr(engine, "monotonic", lambda: 0.0)
    fixed_now.shift(60)
    assert engine.send_due() == 1
    assert states() == ["sent", "sent"]


def test_a_channel_that_never_comes_back_holds_up_nobody_for_ever(channel, webhook, monkeypatch, caplog):
    monkeypatch.setattr(engine, "LEASE", engine.LEASE / 600)
    never = threading.Event()
    webhook.act = lambda target: never.wait(LONG) and None
    make_delivery(channel)
    [pk] = engine.claim(1)
    engine.send_batch([pk])
    never.set()
    assert states() == ["claimed"]
    assert caplog.messages == ["never came back: webhook"]
