"""Who waits too long for another request with the key is told so; any other fault is told as it is."""

import pytest
from django.db import OperationalError

from core.errors import IdempotencyKeyInFlight
from expenses.replies import Idempotency, in_turn

ASKED = Idempotency.of("lunch-1", {"category": "food", "amount": 9_500})


class LockNotAvailable(Exception):
    """What PostgreSQL's driver raises."""

    sqlstate = "55P03"


def fail_within(asked, cause):
    with in_turn(asked):
        raise OperationalError from cause


def test_a_lock_waited_for_too_long_is_a_key_in_flight():
    with pytest.raises(IdempotencyKeyInFlight):
        fail_within(ASKED, LockNotAvailable())


@pytest.mark.parametrize(("asked", "cause"), [(None, LockNotAvailable()), (ASKED, ConnectionError()), (ASKED, None)])
def test_without_a_key_or_a_lock_it_is_the_databases_fault(asked, cause):
    with pytest.raises(OperationalError):
        fail_within(asked, cause)
