from datetime import timedelta

import pytest

from core import clock
from notifications import engine
from notifications.channels.base import SendingFailed, SendingImpossible
from notifications.engine import gap
from notifications.models import Channel, InboxMessage

from .people import make_delivery, webhook_of

pytestmark = pytest.mark.django_db
SECONDS = timedelta(seconds=1)


@pytest.fixture
def delivery(alice):
    return make_delivery(webhook_of(alice))


def failing(error):
    def act(target):
        raise error

    return act


def outcome(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.last_error


@pytest.mark.parametrize(("attempts", "seconds"), [(0, 30), (1, 30), (2, 60), (3, 120), (6, 960)])
def test_gaps_double_give_or_take_a_fifth(attempts, seconds):
    for _ in range(50):
        assert 0.8 * seconds <= gap(attempts, None) / SECONDS <= 1.2 * seconds


def test_gaps_differ_so_that_not_everybody_comes_back_at_once():
    assert len({gap(1, None) for _ in range(20)}) > 10


@pytest.mark.parametrize(
    ("asked", "least", "most"), [(0, 24, 36), (5, 24, 36), (300, 300, 300), (float("nan"), 24, 36), (-9.5, 24, 36)]
)
def test_what_the_other_side_asks_for_counts_where_it_is_longer(asked, least, most):
    assert least <= gap(1, asked) / SECONDS <= most


@pytest.mark.parametrize("asked", [10**9, float("inf")])
def test_nobody_can_ask_for_more_than_a_day(asked):
    assert gap(1, asked) == gap(40_000, None) == timedelta(days=1)


def test_what_failed_is_tried_again(delivery, webhook, fixed_now):
    webhook.act = failing(SendingFailed("timeout"))
    engine.send_due()
    assert outcome(delivery) == ("waiting", "timeout")
    assert 24 <= (delivery.next_attempt_at - clock.now()) / SECONDS <= 36
    fixed_now.shift(36)
    webhook.act = lambda target: None
    engine.send_due()
    assert outcome(delivery) == ("sent", "")
    assert delivery.attempts == 2


def test_retry_after_is_obeyed(delivery, webhook, fixed_now):
    webhook.act = failing(SendingFailed("busy", retry_after=600))
    engine.send_due()
    webhook.act = lambda target: None
    fixed_now.shift(599)
    assert engine.send_due() == 0
    fixed_now.shift(1)
    assert engine.send_due() == 1
    assert outcome(delivery) == ("sent", "")


def test_it_fails_for_good_where_the_next_try_would_come_too_late(delivery, webhook):
    webhook.act = failing(SendingFailed("busy", retry_after=2 * 3600))
    engine.send_due()
    assert outcome(delivery) == ("failed", "busy")


def test_it_is_tried_with_growing_gaps_until_it_is_of_no_use(delivery, webhook, fixed_now):
    """From nine to eleven, the last gap being more than half an hour."""
    webhook.act = failing(SendingFailed("timeout"))
    tries = 0
    while outcome(delivery)[0] == "waiting":
        tries += engine.send_due()
        engine.expire()
        fixed_now.shift(30)
    # The gaps are random: a last one may end within the half minute in which it is given up, too.
    assert outcome(delivery)[0] in ("failed", "expired")
    assert 6 <= tries <= 9
    assert clock.now() <= delivery.useful_until + timedelta(minutes=1)


def test_what_goes_wrong_inside_is_a_failure_and_its_text_is_kept_out_of_the_log(delivery, webhook, caplog):
    webhook.act = failing(ValueError("https://hooks.example.org/secret"))
    engine.send_due()
    assert outcome(delivery) == ("waiting", "internal_error")
    assert caplog.messages == [f"delivery {delivery.pk} by webhook: ValueError"]
    assert "secret" not in caplog.text


def test_a_target_that_cannot_be_read_is_a_failure(delivery, webhook):
    Channel.objects.filter(type="webhook").update(target="not what was encrypted")
    engine.send_due()
    assert outcome(delivery) == ("waiting", "internal_error")
    assert not webhook.taken


def test_an_address_that_is_gone_is_switched_off_and_the_inbox_says_so(delivery, webhook):
    webhook.act = failing(SendingImpossible("gone"))
    engine.send_due()
    assert outcome(delivery) == ("failed", "gone")
    delivery.channel.refresh_from_db()
    assert (delivery.channel.is_on, delivery.channel.off_reason) == (False, "gone")
    assert InboxMessage.objects.get().owner == delivery.owner


def test_it_says_so_once(alice, webhook):
    channel = webhook_of(alice)
    for number in range(3):
        make_delivery(channel, subject=str(number))
    webhook.act = failing(SendingImpossible("gone"))
    engine.send_due()
    assert InboxMessage.objects.count() == 1


def test_whose_lease_ran_out_switches_nothing_off(delivery, webhook, fixed_now):
    def dawdle(target):
        fixed_now.shift(60)
        engine.claim(1)
        raise SendingImpossible("gone")

    webhook.act = dawdle
    # In this thread, which alone may use the database here.
    [pk] = engine.claim(1)
    [mine] = type(delivery).objects.filter(pk=pk).select_related("channel")
    failed = engine._send(engine.Sending(mine, None), engine.monotonic())
    engine._record_failure(mine, failed, None)
    assert outcome(delivery) == ("claimed", "")
    assert Channel.objects.get(type="webhook").is_on
