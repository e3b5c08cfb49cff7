"""The mail with the link that verifies an address."""

import re
from urllib.parse import urlsplit

import pytest

from notifications import links
from notifications.channels.base import SendingImpossible
from notifications.channels.email import send_verification
from notifications.models import Channel
from notifications.secrets import encrypt


@pytest.fixture
def channel(alice) -> Channel:
    target = encrypt({"address": "alice.kim@example.org"})
    return Channel.objects.create(owner=alice, type="email", target=target)


def test_it_goes_to_the_address_with_a_link_to_where_people_reach_us(channel, mailbox, settings):
    settings.PUBLIC_URL = urlsplit("https://budget.example.org")
    send_verification(channel)
    [taken] = mailbox.mails
    assert taken["To"] == "alice.kim@example.org"
    text = taken.get_body(("plain",)).get_content()
    link = f"https://budget.example.org/account/email/{links.make_token(channel)}/"
    assert re.findall(r"https?://\S+", text) == [link]
    assert f'href="{link}"' in taken.get_body(("html",)).get_content()


def test_it_speaks_the_owners_language(channel, mailbox):
    channel.owner.language = "en"
    send_verification(channel)
    assert mailbox.mails[0]["Subject"] == "Use this address for messages of Harumok?"
    assert '<html lang="en">' in mailbox.mails[0].get_body(("html",)).get_content()


def test_it_speaks_korean_to_whoever_never_said(channel, mailbox):
    send_verification(channel)
    assert '<html lang="ko">' in mailbox.mails[0].get_body(("html",)).get_content()


def test_it_says_when_the_address_does_not_exist(channel, mailbox):
    mailbox.recipient = "550 no"
    with pytest.raises(SendingImpossible):
        send_verification(channel)
