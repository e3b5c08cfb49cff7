"""Whoever waits for a turn to hash a password holds no connection that others could use."""

import pytest
from django.db import connection

from accounts import hashers, logins
from core.errors import WrongCredentials
from tests.factories import PASSWORD, make_user
from tests.parallel import committed


class Watching:
    """Stands in for the turns, and notes who comes with a connection."""

    def __init__(self):
        self.held = []

    def __enter__(self):
        self.held.append(connection.connection is not None)

    def __exit__(self, *exception):
        pass


@pytest.fixture
def turns(monkeypatch):
    found = Watching()
    monkeypatch.setattr(hashers, "_slots", found)
    return found


@pytest.mark.only("postgresql")
@committed
def test_a_login_waits_without_one(turns):
    make_user("alice", password=PASSWORD)
    turns.held.clear()
    assert logins.log_in(username="alice", password=PASSWORD, address="127.0.0.1")
    with pytest.raises(WrongCredentials):
        logins.log_in(username="nobody", password=PASSWORD, address="127.0.0.1")
    assert turns.held == [False, False]
