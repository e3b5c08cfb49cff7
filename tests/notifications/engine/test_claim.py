from datetime import timedelta

import pytest

from core import clock
from notifications import engine
from notifications.models import Delivery
from tests.parallel import at_once, committed

from .people import at, make_delivery, make_reader, webhook_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def channel(alice):
    return webhook_of(alice)


def test_what_waits_is_claimed_for_a_minute(channel):
    delivery = make_delivery(channel)
    assert engine.claim(10) == [delivery.pk]
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("claimed", 1)
    assert delivery.next_attempt_at == clock.now() + timedelta(seconds=60)


def test_what_is_claimed_is_not_claimed_again(channel):
    make_delivery(channel)
    engine.claim(10)
    assert engine.claim(10) == []


def test_until_its_lease_has_run_out(channel, fixed_now):
    delivery = make_delivery(channel)
    engine.claim(10)
    fixed_now.shift(59)
    assert engine.claim(10) == []
    fixed_now.shift(1)
    assert engine.claim(10) == [delivery.pk]
    assert Delivery.objects.get().attempts == 2


def test_as_many_as_asked_for_the_longest_due_first(channel):
    late, later, latest = (make_delivery(channel, due=f"2026-11-23T08:0{n}", subject=str(n)) for n in (2, 1, 3))
    assert engine.claim(2) == [later.pk, late.pk]
    assert engine.claim(2) == [latest.pk]


def test_not_before_its_time(channel):
    delivery = make_delivery(channel, next_attempt_at=at("2026-11-23T09:01"))
    assert engine.claim(10) == []
    assert engine.claim(10, at("2026-11-23T09:01")) == [delivery.pk]


def test_not_when_it_is_of_no_use_any_more(channel):
    make_delivery(channel, due="2026-11-23T06:00")
    assert engine.claim(10) == []


@pytest.mark.parametrize("state", ["sent", "failed", "expired"])
def test_not_what_has_come_to_its_end(channel, state):
    make_delivery(channel, state=state)
    assert engine.claim(10) == []


def test_what_is_to_do_is_counted_up_to_a_point(channel):
    for number in range(3):
        make_delivery(channel, subject=str(number))
    make_delivery(channel, subject="later", next_attempt_at=at("2026-11-23T09:01"))
    assert engine.count_to_do(most=10) == 3
    assert engine.count_to_do(most=2) == 2
    assert engine.count_to_do(at("2026-11-23T09:01"), most=10) == 4


@committed
def test_eight_at_once_share_what_there_is():
    channel = webhook_of(make_reader("alice"))
    made = {make_delivery(channel, subject=str(number)).pk for number in range(40)}
    claimed = [pk for ids in at_once(*[lambda: engine.claim(5)] * 8) for pk in ids]
    while ids := engine.claim(5):
        claimed += ids
    assert sorted(claimed) == sorted(made)
