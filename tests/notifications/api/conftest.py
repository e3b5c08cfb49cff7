"""alice has a password, an inbox, a webhook and an e-mail address that she has verified."""

import pytest

from accounts.models import User
from core import clock
from notifications import services
from notifications.models import Channel
from tests.factories import PASSWORD, make_user

from .asking import ADDRESS, HOOK


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings):
    # What Django's test runner has put in the place of the server keeps the mails.
    settings.SMTP_HOST = "mail.example.org"


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice", password=PASSWORD)


@pytest.fixture
def inbox(alice) -> Channel:
    return services.ensure_inbox(alice)


@pytest.fixture
def webhook(alice) -> Channel:
    return services.add_channel(owner=alice, type="webhook", label="Home", target={"url": HOOK}).channel


@pytest.fixture
def unverified(alice) -> Channel:
    return services.add_channel(owner=alice, type="email", target={"address": ADDRESS}).channel


@pytest.fixture
def email(unverified) -> Channel:
    unverified.verified_at = clock.now()
    unverified.save()
    return unverified
