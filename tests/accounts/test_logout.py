from datetime import timedelta

from accounts import logins
from accounts.models import AuthSession

from .people import LOGOUT, ME, bearer, error, logged_in, refresh

NOT_OURS = (400, "wrong_refresh_token", "refresh")


def test_access_and_refresh_token_stop_working_on_the_next_request(alice):
    client, pair = logged_in()
    answer = client.post(LOGOUT, {"refresh": pair["refresh"]})
    assert (answer.status_code, answer.content) == (205, b"")
    assert error(client.get(ME)) == (401, "token_not_valid", None)
    assert error(refresh(pair["refresh"])) == (401, "token_not_valid", None)


def test_repeated_it_is_401(alice):
    client, pair = logged_in()
    client.post(LOGOUT, {"refresh": pair["refresh"]})
    assert client.post(LOGOUT, {"refresh": pair["refresh"]}).status_code == 401


def test_of_two_at_once_the_later_is_401(alice, monkeypatch):
    client, pair = logged_in()
    log_out = logins.log_out

    def twice(**given):
        log_out(**given)
        log_out(**given)

    monkeypatch.setattr(logins, "log_out", twice)
    assert client.post(LOGOUT, {"refresh": pair["refresh"]}).status_code == 401


def test_the_two_slashes_of_the_brief_answer_alike(alice):
    client, pair = logged_in()
    assert client.post("/api/accounts//logout/", {"refresh": pair["refresh"]}).status_code == 205


def test_a_rotated_login_ends_with_its_newest_tokens(alice):
    _, pair = logged_in()
    newer = refresh(pair["refresh"]).json()
    assert bearer(newer["access"]).post(LOGOUT, {"refresh": newer["refresh"]}).status_code == 205


def test_the_refresh_token_of_another_login_is_refused_and_ends_nothing(alice):
    (client, _), (other, theirs) = logged_in(), logged_in()
    assert error(client.post(LOGOUT, {"refresh": theirs["refresh"]})) == NOT_OURS
    assert client.get(ME).status_code == other.get(ME).status_code == 200


def test_what_is_no_refresh_token_is_refused(alice, fixed_now):
    client, pair = logged_in()
    assert error(client.post(LOGOUT, {"refresh": pair["access"]})) == NOT_OURS
    assert error(client.post(LOGOUT, {"refresh": "x"})) == NOT_OURS
    assert error(client.post(LOGOUT, {})) == (400, "required", "refresh")


def test_the_person_s_other_logins_go_on(alice):
    (client, pair), (other, _) = logged_in(), logged_in()
    client.post(LOGOUT, {"refresh": pair["refresh"]})
    assert other.get(ME).status_code == 200


def test_it_asks_for_a_login(anyone, alice):
    _, pair = logged_in()
    assert anyone.post(LOGOUT, {"refresh": pair["refresh"]}).status_code == 401
    assert AuthSession.objects.get().revoked_at is None


def test_long_after_it_still_is_401(alice, fixed_now):
    client, pair = logged_in()
    client.post(LOGOUT, {"refresh": pair["refresh"]})
    fixed_now.shift(timedelta(minutes=5))
    assert client.get(ME).status_code == 401
