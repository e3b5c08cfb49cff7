"""Requests made from the API's description are answered as it says, and none brings the service down."""

import pytest

from accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.notifications.names import Names
from tests.parallel import committed

from . import generated
from .household import make_household
from .sizes import SIZES

FIGURE = "0 server errors, undocumented statuses or codes, schema violations, invalid accepted"


@pytest.fixture
def owner(settings, monkeypatch, db) -> User:
    """Somebody who has a row of everything, and may try as often as a trial needs; no name of a host leaves us."""
    monkeypatch.setattr("socket.getaddrinfo", Names().getaddrinfo)
    for limit in ("LOGIN_LIMIT_NAME_AND_ADDRESS", "LOGIN_LIMIT_ADDRESS", "LOGIN_LIMIT_NAME_HOURLY"):
        setattr(settings, limit, 1_000)
    alice = make_user("alice", password=PASSWORD)
    make_household(alice)
    return alice


@committed
def test_what_is_made_from_the_description_is_answered_as_it_says(owner, measured):
    trials = [
        generated.try_out(owner, seed=seed, examples=SIZES.generated_examples, is_long=SIZES.is_long)
        for seed in SIZES.generated_seeds
    ]
    sent, faults = sum(trial.sent for trial in trials), [trial.faults for trial in trials if trial.faults]
    trial = f"schemathesis, all phases, {len(trials)} seed{'s' * (len(trials) > 1)}"
    measured(trial, FIGURE, f"{sum(map(len, faults))} in {sent:,} requests")
    assert faults == []
    assert {"examples", "coverage", "fuzzing", "stateful"} == set(trials[0].requests)
