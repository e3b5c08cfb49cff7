"""People at a browser, as Django's test client stands in for one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from accounts import access
from accounts.models import AuthSession, User
from core import clock

HTMX = {"HX-Request": "true"}


def client_of(user: User) -> Client:
    """Return a browser whose session names a real login."""
    login = AuthSession.objects.create(user=user, expires_at=clock.now() + timedelta(days=180))
    client = Client()
    session = client.session
    session[access.LOGIN] = str(login.id)
    session[access.NOTED] = clock.now().timestamp()
    session.save()
    return client


@pytest.fixture
def pages_of() -> Callable[[User], Client]:
    return client_of


@pytest.fixture
def pages(alice: User) -> Client:
    """The pages as alice sees them."""
    return client_of(alice)
