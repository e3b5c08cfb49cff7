import pytest
from django.db import transaction

from accounts import limits
from accounts.passwords import check_password
from core.errors import TooManyAttempts, WrongCredentials
from tests.factories import PASSWORD, make_user
from tests.parallel import committed

from .people import WRONG, outcomes, together

pytestmark = committed


def attempt(username: str, password: str = WRONG, address: str = "127.0.0.1") -> str:
    try:
        check_password(username, password, address)
    except (WrongCredentials, TooManyAttempts) as refusal:
        return refusal.code
    return "right"


def test_of_60_wrong_ones_at_once_exactly_10_are_looked_at():
    make_user("alice", password=PASSWORD)
    found = outcomes(together(60, lambda _: attempt("alice")))
    assert found == {"wrong_credentials": 10, "too_many_attempts": 50}


def test_of_60_names_at_once_exactly_30_are_looked_at():
    found = outcomes(together(60, lambda number: attempt(f"person{number}")))
    assert found == {"wrong_credentials": 30, "too_many_attempts": 30}


def test_right_ones_among_them_leave_no_count():
    make_user("alice", password=PASSWORD)
    together(8, lambda _: attempt("alice", PASSWORD))
    assert outcomes(together(12, lambda _: attempt("alice"))) == {"wrong_credentials": 10, "too_many_attempts": 2}


def test_names_and_addresses_crossing_each_other_never_lock_up():
    crossing = [("alice", "192.0.2.1"), ("bob", "192.0.2.2"), ("alice", "192.0.2.2"), ("bob", "192.0.2.1")]
    found = together(16, lambda number: attempt(crossing[number % 4][0], WRONG, crossing[number % 4][1]))
    assert outcomes(found) == {"wrong_credentials": 16}


def test_a_count_cannot_be_taken_back_by_a_transaction_around_it():
    with pytest.raises(RuntimeError), transaction.atomic():
        limits.count_login("alice", "127.0.0.1")
