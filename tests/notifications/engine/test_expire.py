import pytest

from notifications import engine
from notifications.due import enqueue_due
from notifications.models import Delivery

from .people import at, make_delivery, webhook_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(alice):
    return make_delivery(webhook_of(alice))


def state():
    return Delivery.objects.get().state


def test_what_waits_expires_when_it_is_of_no_use_any_more(delivery):
    assert engine.expire(at("2026-11-23T10:59")) == 0
    assert engine.expire(at("2026-11-23T11:00")) == 1
    assert state() == "expired"


def test_what_is_being_sent_does_not(delivery):
    engine.claim(1, at("2026-11-23T10:59:30"))
    assert engine.expire(at("2026-11-23T11:00")) == 0
    assert engine.expire(at("2026-11-23T11:00:30")) == 1


def test_what_was_sent_stays_sent(delivery):
    Delivery.objects.update(state="sent")
    assert engine.expire(at("2026-11-24T00:00")) == 0


def test_now_is_the_moment_where_no_other_is_given(delivery, fixed_now):
    assert engine.expire() == 0
    fixed_now.shift(2 * 3600)
    assert engine.expire() == 1


def test_down_until_nine_it_is_sent_once_and_until_noon_never(alice, webhook, fixed_now):
    webhook_of(alice)
    fixed_now.move_to(at("2026-11-23T09:00"))
    enqueue_due(at("2026-11-23T09:00"))
    assert engine.send_due() == 2
    enqueue_due(at("2026-11-23T09:01"))
    assert engine.send_due() == 0
    assert len(webhook.taken) == 1
    enqueue_due(at("2026-11-24T12:00"))
    assert engine.send_due(at("2026-11-24T12:00")) == 0
