"""Someone else's channel, delivery or message is 404 for every method, exactly like one that nobody has."""

import pytest

from notifications.models import Channel, InboxMessage

from .asking import CHANNELS, DELIVERIES, INBOX, make_delivery, make_message

NOBODYS = 123_456_789
HUGE = [2**63 - 1, 2**63, 10**18, 10**19, 10**40]
CHANNEL_CALLS = [
    ("get", CHANNELS + "{}/"),
    ("patch", CHANNELS + "{}/"),
    ("delete", CHANNELS + "{}/"),
    ("post", CHANNELS + "{}/test/"),
    ("post", CHANNELS + "{}/verification/"),
]
INBOX_CALLS = [("delete", INBOX + "{}/"), ("post", INBOX + "{}/read/")]


@pytest.mark.parametrize("body", [{}, {"label": "mine"}, {"is_on": "wrong"}, {"target": {"url": 5}}])
@pytest.mark.parametrize(("method", "path"), CHANNEL_CALLS)
def test_someone_elses_channel_is_not_there_whatever_the_body(as_bob, webhook, method, path, body):
    theirs = getattr(as_bob, method)(path.format(webhook.pk), body if method == "patch" else None)
    nobodys = getattr(as_bob, method)(path.format(NOBODYS), body if method == "patch" else None)
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content
    kept = Channel.objects.get(pk=webhook.pk)
    assert (kept.label, kept.is_on, kept.target) == (webhook.label, True, webhook.target)


@pytest.mark.parametrize(("method", "path"), INBOX_CALLS)
def test_someone_elses_message_is_not_there(as_bob, alice, method, path):
    message = make_message(alice)
    theirs = getattr(as_bob, method)(path.format(message.pk))
    nobodys = getattr(as_bob, method)(path.format(NOBODYS))
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content
    assert InboxMessage.objects.get().read_at is None


@pytest.mark.parametrize("row_id", [*HUGE, "0", "00", "01", "-1", "x", "١"])
@pytest.mark.parametrize(("method", "path"), CHANNEL_CALLS + INBOX_CALLS)
def test_an_id_that_cannot_be_is_not_there_either(as_alice, method, path, row_id):
    assert getattr(as_alice, method)(path.format(row_id)).status_code == 404


def test_charlie_sees_nothing(as_charlie, alice, webhook):
    make_delivery(webhook)
    make_message(alice)
    assert as_charlie.get(CHANNELS).json() == []
    assert as_charlie.get(DELIVERIES).json() == {"deliveries": [], "next": None}
    assert as_charlie.get(INBOX).json() == {"unread": 0, "messages": [], "next": None}


def test_marking_all_as_read_is_about_ones_own(as_bob, alice):
    make_message(alice)
    as_bob.post(f"{INBOX}read/")
    assert InboxMessage.objects.get().read_at is None


@pytest.mark.parametrize(("method", "path"), CHANNEL_CALLS + INBOX_CALLS)
def test_without_a_login_there_is_nothing(anyone, webhook, method, path):
    assert getattr(anyone, method)(path.format(webhook.pk)).status_code == 401
