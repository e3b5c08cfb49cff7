"""At most 10 wrong ones on a name from an address in any minute, 30 from an address, 100 an hour on a name."""

from datetime import timedelta

import pytest
from django.conf import settings as configured

from accounts import limits
from accounts.models import Attempts
from accounts.passwords import check_password
from core.errors import TooManyAttempts, WrongCredentials
from tests.factories import PASSWORD, make_user

from .people import BETTER, CHANGE, ERASE, LOGIN, REFRESH, WRONG, error, log_in, logged_in


def fail(times: int, username: str = "alice", address: str = "127.0.0.1") -> None:
    for _ in range(times):
        with pytest.raises(WrongCredentials):
            check_password(username, WRONG, address)


def is_refused(username: str = "alice", address: str = "127.0.0.1", password: str = WRONG) -> bool:
    try:
        check_password(username, password, address)
    except TooManyAttempts:
        return True
    except WrongCredentials:
        pass
    return False


def cheaply(times: int, username: str, address: str) -> None:
    """Count as `fail` does, without the hash that takes its time."""
    for _ in range(times):
        limits.count_login(username, address)


def test_the_eleventh_on_a_name_from_an_address_is_refused(alice):
    fail(10)
    answer = log_in()
    assert error(answer) == (429, "too_many_attempts", None)
    assert answer["Retry-After"] == "60"


def test_the_right_password_is_refused_too_and_does_not_reach_the_hash(alice, monkeypatch):
    cheaply(10, "alice", "127.0.0.1")
    monkeypatch.setattr(type(alice), "check_password", None)
    assert is_refused(password=PASSWORD)


def test_another_name_and_another_address_are_free(alice, bob):
    cheaply(10, "alice", "127.0.0.1")
    assert is_refused()
    assert not is_refused("bob")
    assert not is_refused("alice", "192.0.2.7")


def test_a_name_nobody_has_is_limited_alike(db):
    cheaply(10, "nobody", "127.0.0.1")
    assert log_in("nobody").status_code == 429


@pytest.mark.parametrize("name", ["ALICE", "ａｌｉｃｅ", "Alice"])
def test_another_case_or_width_is_the_same_name(alice, name):
    cheaply(10, "alice", "127.0.0.1")
    assert is_refused(name)


def test_the_window_slides(alice, fixed_now):
    for _ in range(10):
        cheaply(1, "alice", "127.0.0.1")
        fixed_now.shift(timedelta(seconds=5))
    fixed_now.shift(timedelta(seconds=9))
    assert is_refused()
    assert log_in()["Retry-After"] == "1"
    fixed_now.shift(timedelta(seconds=1))
    assert not is_refused()
    assert is_refused()
    assert log_in()["Retry-After"] == "5"


def test_not_one_more_fits_into_any_minute_across_a_boundary(alice, fixed_now):
    fixed_now.shift(timedelta(seconds=59))
    cheaply(10, "alice", "127.0.0.1")
    fixed_now.shift(timedelta(seconds=2))
    assert is_refused()


def test_a_fraction_of_a_second_left_is_told_as_a_whole_one(alice, fixed_now):
    cheaply(10, "alice", "127.0.0.1")
    fixed_now.shift(timedelta(seconds=59, milliseconds=999))
    assert log_in()["Retry-After"] == "1"


def test_an_address_has_30_over_all_names(db):
    for number in range(30):
        cheaply(1, f"person{number}", "192.0.2.1")
    assert is_refused("someone", "192.0.2.1")
    assert not is_refused("someone", "192.0.2.2")


def test_an_ipv6_client_counts_by_its_network(db):
    for number in range(30):
        cheaply(1, f"person{number}", f"2001:db8::{number:x}")
    assert is_refused("someone", "2001:db8::ffff:1")
    assert not is_refused("someone", "2001:db8:0:1::1")


def test_a_name_has_100_an_hour_over_all_addresses(alice, fixed_now):
    for number in range(100):
        cheaply(1, "alice", f"192.0.2.{number}")
    fixed_now.shift(timedelta(minutes=59))
    assert is_refused("alice", "198.51.100.1")
    assert log_in()["Retry-After"] == "60"
    fixed_now.shift(timedelta(minutes=1))
    assert not is_refused("alice", "198.51.100.1")


def test_what_one_limit_refuses_counts_against_none(alice):
    cheaply(10, "alice", "127.0.0.1")
    before = dict(Attempts.objects.values_list("key", "stamps"))
    assert is_refused()
    assert dict(Attempts.objects.values_list("key", "stamps")) == before


def test_a_name_refused_over_all_addresses_leaves_the_address_free(db, settings):
    settings.LOGIN_LIMIT_NAME_HOURLY = 1
    cheaply(1, "alice", "192.0.2.1")
    for _ in range(3):
        assert is_refused("alice", "192.0.2.2")
    settings.LOGIN_LIMIT_ADDRESS = 1
    assert not is_refused("bob", "192.0.2.2")


def test_a_right_password_takes_its_own_count_back_and_no_other(alice):
    fail(9)
    for _ in range(5):
        assert log_in().status_code == 200
    assert not is_refused()
    assert is_refused()


def test_right_passwords_never_use_up_a_limit(alice):
    for _ in range(12):
        assert log_in().status_code == 200
    assert {row.stamps for row in Attempts.objects.all()} == {""}


def test_malformed_bodies_registration_and_refresh_do_not_count(alice, anyone):
    for _ in range(12):
        anyone.post(LOGIN, {"username": "alice"})
        anyone.post(REFRESH, {"refresh": "x"})
        anyone.post("/api/accounts/register/", {"username": "alice", "password": "short"})
    assert not Attempts.objects.exists()


def test_password_change_erasure_and_login_share_the_count(alice):
    client, _ = logged_in()
    for _ in range(4):
        log_in("alice", WRONG)
        client.post(CHANGE, {"current_password": WRONG, "new_password": BETTER})
    client.post(ERASE, {"password": WRONG})
    client.post(ERASE, {"password": WRONG})
    for answer in (
        log_in(),
        client.post(CHANGE, {"current_password": PASSWORD, "new_password": BETTER}),
        client.post(ERASE, {"password": PASSWORD}),
    ):
        assert error(answer) == (429, "too_many_attempts", None)
        assert answer["Retry-After"] == "60"


def test_a_live_login_is_not_locked_out(alice):
    client, pair = logged_in()
    cheaply(10, "alice", "127.0.0.1")
    assert client.get("/api/accounts/me/").status_code == 200
    assert client.post(REFRESH, {"refresh": pair["refresh"]}).status_code == 200


def test_a_header_does_not_change_who_one_is(alice):
    for number in range(10):
        log_in("alice", WRONG, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")
    assert log_in("alice", WRONG, HTTP_X_FORWARDED_FOR="198.51.100.99").status_code == 429


def test_behind_a_proxy_the_header_counts_from_its_right_end_only(alice, settings):
    settings.TRUSTED_PROXIES = 1
    for number in range(10):
        log_in("alice", WRONG, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.1")
    assert log_in("alice", WRONG, HTTP_X_FORWARDED_FOR="203.0.113.99, 198.51.100.1").status_code == 429
    assert log_in("alice", PASSWORD, HTTP_X_FORWARDED_FOR="203.0.113.99, 198.51.100.2").status_code == 200


def test_the_limits_are_the_documented_ones():
    assert configured.LOGIN_LIMIT_NAME_AND_ADDRESS == 10
    assert configured.LOGIN_LIMIT_ADDRESS == 30
    assert configured.LOGIN_LIMIT_NAME_HOURLY == 100


def test_no_name_and_no_address_is_kept(db):
    make_user("canary")
    cheaply(1, "canary", "192.0.2.77")
    for row in Attempts.objects.all():
        assert "canary" not in row.key
        assert "192" not in str(row)
