from datetime import timedelta

import pytest

from accounts import services
from accounts.models import User
from core.errors import TooManyAttempts, UsernameTaken
from tests.factories import PASSWORD

from .people import REGISTER, log_in


def register(name: str, address: str = "192.0.2.1") -> User:
    return services.register(username=name, password=PASSWORD, address=address)


def test_there_is_none_unless_asked_for(db):
    for number in range(12):
        register(f"person{number}")
    assert User.objects.count() == 12


def test_an_address_registers_so_many_an_hour(anyone, settings, fixed_now):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 2
    for name in ("alice", "bob"):
        register(name, "127.0.0.1")
    answer = anyone.post(REGISTER, {"username": "charlie", "password": PASSWORD})
    assert answer.status_code == 429
    assert answer["Retry-After"] == "3600"
    fixed_now.shift(timedelta(hours=1))
    assert anyone.post(REGISTER, {"username": "charlie", "password": PASSWORD}).status_code == 201


def test_another_address_is_free(db, settings):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 1
    register("alice")
    with pytest.raises(TooManyAttempts):
        register("bob")
    register("bob", "192.0.2.2")


def test_a_refused_registration_does_not_count(db, settings):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 2
    register("alice")
    with pytest.raises(UsernameTaken):
        register("ALICE")
    register("bob")


def test_registrations_and_logins_are_counted_apart(db, settings):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 1
    settings.LOGIN_LIMIT_ADDRESS = 1
    register("alice", "127.0.0.1")
    assert log_in().status_code == 200
