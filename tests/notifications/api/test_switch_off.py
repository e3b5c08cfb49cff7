"""A channel that cannot be reached is switched off, and the inbox says so."""

import pytest
from django.utils import translation

from notifications import reasons, services
from notifications.models import Channel, InboxMessage

from .asking import INBOX, one


@pytest.fixture(autouse=True)
def _english(alice):
    alice.language = "en"
    alice.save()


def test_it_is_off_with_its_reason(webhook):
    services.switch_off(webhook, "gone")
    found = Channel.objects.get(pk=webhook.pk)
    assert (found.is_on, found.off_reason) == (False, "gone")


def test_the_inbox_says_which_and_why(as_alice, webhook):
    services.switch_off(webhook, "gone")
    [message] = as_alice.get(INBOX).json()["messages"]
    assert message["kind"] == "notice"
    assert "Home" in message["title"]
    assert message["body"].startswith(reasons.REASONS["gone"])


def test_the_inbox_names_the_type_of_one_without_a_label(as_alice, email):
    services.switch_off(email, "gone")
    assert "E-mail" in as_alice.get(INBOX).json()["messages"][0]["title"]


def test_a_brand_has_one_name_in_every_language(alice):
    assert "Telegram" in reasons.switched_off(Channel(owner=alice, type="telegram"), "gone")[0]


def test_it_speaks_korean_to_whoever_has_not_chosen(bob, as_bob):
    channel = services.add_channel(owner=bob, type="webhook", target={"url": "https://example.org/"}).channel
    services.switch_off(channel, "gone")
    with translation.override("ko"):
        title, body = reasons.switched_off(channel, "gone")
    [message] = as_bob.get(INBOX).json()["messages"]
    assert (message["title"], message["body"]) == (title, body)


def test_a_reason_that_nobody_has_put_in_words_has_a_sentence_too(webhook):
    services.switch_off(webhook, "teapot")
    assert InboxMessage.objects.get().body.startswith(reasons.ANY_REASON)


def test_it_is_said_once(webhook):
    services.switch_off(webhook, "gone")
    services.switch_off(webhook, "refused")
    assert InboxMessage.objects.count() == 1
    assert Channel.objects.get(pk=webhook.pk).off_reason == "gone"


def test_it_is_not_said_of_one_that_its_owner_has_switched_off(webhook):
    Channel.objects.filter(pk=webhook.pk).update(is_on=False)
    services.switch_off(webhook, "gone")
    assert not InboxMessage.objects.exists()
    assert Channel.objects.get(pk=webhook.pk).off_reason == ""


def test_one_that_was_deleted_meanwhile_is_no_trouble(webhook):
    Channel.objects.filter(pk=webhook.pk).delete()
    services.switch_off(webhook, "gone")
    assert not InboxMessage.objects.exists()


def test_a_new_target_does_not_pay_for_the_old_one(as_alice, webhook):
    """What was on its way to the old one comes back when there is a new one already."""
    as_alice.patch(one(webhook), {"target": {"url": "https://hooks.example.org/in/new-5ec7e7-t0ken"}})
    services.switch_off(webhook, "gone")
    assert as_alice.get(one(webhook)).json()["is_on"] is True
    assert not InboxMessage.objects.exists()
