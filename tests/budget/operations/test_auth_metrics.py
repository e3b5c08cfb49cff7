import logging

import pytest
from prometheus_client import REGISTRY

from budget.operations.metrics.requests import TALLY
from tests.accounts.people import WRONG, log_in
from tests.factories import PASSWORD, make_user


@pytest.fixture(autouse=True)
def _tallied():
    # Whoever has set up logging since the module was loaded has taken it off.
    logging.getLogger("harumok.auth").addHandler(TALLY)


@pytest.fixture
def alice(db):
    return make_user("alice", password=PASSWORD)


def counted(event):
    """Return what this process has counted."""
    return REGISTRY.get_sample_value("harumok_auth_events_total", {"event": event}) or 0


def test_logins_and_refusals_are_counted_by_what_happened(alice):
    events = ("logged in", "password refused: wrong")
    before = [counted(event) for event in events]
    log_in("alice", WRONG)
    log_in()
    assert [counted(event) for event in events] == [number + 1 for number in before]


def test_a_refusal_for_too_many_is_told_apart(alice, settings):
    before = counted("password refused: too many attempts")
    settings.LOGIN_LIMIT_ADDRESS = 1
    log_in("alice", WRONG)
    log_in("alice", WRONG)
    assert counted("password refused: too many attempts") == before + 1
