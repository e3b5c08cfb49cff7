"""A test message is sent now, and answered with what became of it."""

from contextlib import ExitStack

import pytest

from notifications import services, trial
from notifications.models import Channel, Delivery, InboxMessage

from .asking import error, one


@pytest.fixture
def unreachable(alice) -> Channel:
    """A webhook whose host does not exist, by RFC 2606."""
    return services.add_channel(owner=alice, type="webhook", target={"url": "https://nowhere.invalid/in"}).channel


def test_one_that_arrives_says_so(as_alice, inbox):
    answer = as_alice.post(one(inbox, "test/"))
    assert (answer.status_code, answer.json()) == (200, {"state": "sent", "error": None})
    message = InboxMessage.objects.get()
    assert (message.kind, message.owner_id) == ("test", inbox.owner_id)


def test_one_that_fails_is_no_failed_request(as_alice, unreachable):
    answer = as_alice.post(one(unreachable, "test/"))
    assert answer.status_code == 200
    assert answer.json()["state"] == "failed"
    assert answer.json()["error"]


def test_it_is_recorded_like_any_other(as_alice, inbox):
    as_alice.post(one(inbox, "test/"))
    sent = Delivery.objects.get()
    assert (sent.kind, sent.state, sent.attempts, str(sent.local_date)) == ("test", "sent", 1, "2026-11-23")


def test_one_that_failed_is_not_tried_again(as_alice, unreachable):
    as_alice.post(one(unreachable, "test/"))
    tried = Delivery.objects.get()
    assert (tried.state, tried.attempts) == ("failed", 1)


def test_a_day_may_have_several(as_alice, inbox):
    for _ in range(3):
        assert as_alice.post(one(inbox, "test/")).json()["state"] == "sent"
    assert Delivery.objects.count() == 3


def test_a_switched_off_channel_can_be_tried(as_alice, inbox):
    as_alice.patch(one(inbox), {"is_on": False})
    assert as_alice.post(one(inbox, "test/")).json()["state"] == "sent"
    assert Channel.objects.get(pk=inbox.pk).is_on is False


def test_an_unverified_address_gets_none(as_alice, unverified):
    assert error(as_alice.post(one(unverified, "test/"))) == (409, "channel_unverified", None)
    assert not Delivery.objects.exists()


def test_a_verified_address_gets_one(as_alice, email, mailoutbox):
    assert as_alice.post(one(email, "test/")).json() == {"state": "sent", "error": None}
    assert len(mailoutbox) >= 1


def test_there_are_at_most_ten_a_minute(as_alice, inbox, fixed_now):
    for _ in range(10):
        assert as_alice.post(one(inbox, "test/")).status_code == 200
    refused = as_alice.post(one(inbox, "test/"))
    assert error(refused) == (429, "too_many_attempts", None)
    assert int(refused["Retry-After"]) == 60
    fixed_now.shift(60)
    assert as_alice.post(one(inbox, "test/")).status_code == 200


def test_one_whose_channel_is_deleted_while_it_is_under_way_was_never_there(as_alice, webhook, monkeypatch):
    send_batch = trial.engine.send_batch

    def deleted_meanwhile(ids):
        send_batch(ids)
        Channel.objects.filter(pk=webhook.pk).delete()

    monkeypatch.setattr(trial.engine, "send_batch", deleted_meanwhile)
    assert error(as_alice.post(one(webhook, "test/"))) == (404, "not_found", None)


def test_so_many_at_once_leave_room_for_other_requests(as_alice, inbox):
    with ExitStack() as under_way:
        for _ in range(trial.TESTS_AT_ONCE):
            under_way.enter_context(trial.places)
        refused = as_alice.post(one(inbox, "test/"))
    assert (error(refused), refused["Retry-After"]) == ((429, "too_many_attempts", None), "10")
    assert as_alice.post(one(inbox, "test/")).status_code == 200


@pytest.mark.parametrize(("threads", "tests"), [(4, 1), (16, 4), (64, 8), (512, 8)])
def test_three_quarters_of_the_threads_are_left_for_others(threads, tests):
    assert trial.tests_at_once(threads) == tests
