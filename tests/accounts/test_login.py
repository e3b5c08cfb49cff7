import pytest

from accounts import tokens
from accounts.hashers import Argon2Hasher
from accounts.models import AuthSession
from core.clock import now
from tests.factories import PASSWORD, make_user

from .people import LOGIN, ME, WRONG, error, log_in, logged_in


def test_it_gives_a_pair_of_tokens_that_nothing_may_keep(alice):
    answer = log_in()
    assert answer.status_code == 200
    assert answer.json().keys() == {"access", "refresh"}
    assert answer["Cache-Control"] == "no-store"


def test_the_access_token_opens_the_account(alice):
    client, _ = logged_in()
    assert client.get(ME).json()["username"] == "alice"


def test_the_login_is_kept_without_its_tokens(alice):
    pair = log_in(HTTP_USER_AGENT="Firefox").json()
    login = AuthSession.objects.get()
    assert (login.user, login.user_agent, login.created_at) == (alice, "Firefox", now())
    assert (login.expires_at - now()).days == 180
    assert login.refresh_hash == tokens.fingerprint(pair["refresh"])


def test_a_strange_user_agent_is_kept_readable(alice):
    log_in(HTTP_USER_AGENT="a\0b\ud800" + "c" * 500)
    assert AuthSession.objects.get().user_agent == "ab" + "c" * 198


@pytest.mark.parametrize("name", ["Alice", "ALICE", "ａｌｉｃｅ", " alice "])
def test_the_name_is_known_in_any_case_and_width(alice, name):
    assert log_in(name).status_code == 200


def test_a_wrong_password_an_unknown_name_and_somebody_without_password_answer_alike(alice, bob):
    answers = [log_in("alice", WRONG), log_in("nobody", WRONG), log_in("bob", WRONG), log_in("a b/c", WRONG)]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {'Bearer realm="api"'}
    assert error(answers[0]) == (401, "wrong_credentials", None)


def test_an_unknown_name_costs_a_hash_too(alice, monkeypatch):
    hashed = []
    encode, verify = Argon2Hasher.encode, Argon2Hasher.verify
    monkeypatch.setattr(Argon2Hasher, "encode", lambda *given: hashed.append("made") or encode(*given))
    monkeypatch.setattr(Argon2Hasher, "verify", lambda *given: hashed.append("checked") or verify(*given))
    log_in("nobody", WRONG)
    log_in("alice", WRONG)
    assert hashed == ["made", "checked"]


def test_a_deactivated_person_is_answered_as_if_the_password_were_wrong(db):
    make_user("alice", password=PASSWORD, is_active=False)
    assert error(log_in()) == (401, "wrong_credentials", None)


def test_a_hash_of_a_lower_cost_is_renewed(alice, monkeypatch):
    monkeypatch.setattr(Argon2Hasher, "time_cost", 3)
    assert log_in().status_code == 200
    alice.refresh_from_db()
    assert "t=3" in alice.password
    assert log_in().status_code == 200


@pytest.mark.parametrize("body", [{}, {"username": "alice"}, {"username": "alice", "password": 12345678}, []])
def test_it_refuses_a_malformed_body(anyone, body):
    assert anyone.post(LOGIN, body).status_code == 400
