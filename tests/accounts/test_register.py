import pytest

from accounts.models import User
from tests.factories import PASSWORD, make_user

from .people import LOGIN, REFRESH, REGISTER, bearer, error, log_in


def test_it_answers_the_person_with_their_settings_and_never_the_password(anyone):
    answer = anyone.post(REGISTER, {"username": "alice", "password": PASSWORD})
    assert answer.status_code == 201
    assert answer.json() == {
        "id": User.objects.get().pk,
        "username": "alice",
        "email": "",
        "language": None,
        "time_zone": "Asia/Seoul",
        "currency": "KRW",
        "month_start_day": 1,
        "rounding_unit": 100,
        "floor_percent": 30,
        "share_anonymously": True,
    }


def test_it_takes_an_address_a_time_zone_and_a_language(anyone):
    given = {"email": "Alice@Example.ORG", "time_zone": "Pacific/Kiritimati", "language": "en"}
    answer = anyone.post(REGISTER, {"username": "alice", "password": PASSWORD, **given})
    assert answer.json().items() >= {**given, "email": "Alice@example.org"}.items()


def test_the_person_can_log_in_at_once(anyone):
    anyone.post(REGISTER, {"username": "alice", "password": PASSWORD})
    assert log_in().status_code == 200


def test_it_keeps_a_hash_of_the_password_at_the_given_cost(anyone):
    anyone.post(REGISTER, {"username": "alice", "password": PASSWORD})
    kept = User.objects.get().password
    assert kept.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept


def test_the_two_slashes_of_the_brief_answer_alike(anyone):
    answer = anyone.post("/api/accounts//register/", {"username": "alice", "password": PASSWORD})
    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("email", "nobody", "invalid"),
        ("email", "a@" + "b" * 250 + ".org", "invalid"),
        ("time_zone", "Mars/Olympus", "unknown_time_zone"),
        ("time_zone", "asia/seoul", "unknown_time_zone"),
        ("language", "fr", "invalid_choice"),
        ("language", None, "null"),
        ("username", None, "null"),
        ("username", 12345, "invalid"),
        ("username", "", "blank"),
        ("password", "", "blank"),
        ("password", "x" * 129, "max_length"),
        ("currency", "USD", "unknown_field"),
        ("is_staff", True, "unknown_field"),
    ],
)
def test_it_refuses_what_is_not_of_the_kind_and_says_where(anyone, field, value, code):
    answer = anyone.post(REGISTER, {"username": "alice", "password": PASSWORD, field: value})
    assert answer.status_code == 400
    assert (code, field) in [(found["code"], found["attr"]) for found in answer.json()["errors"]]
    assert not User.objects.exists()


def test_it_asks_for_name_and_password(anyone):
    answer = anyone.post(REGISTER, {})
    assert [(found["code"], found["attr"]) for found in answer.json()["errors"]] == [
        ("required", "username"),
        ("required", "password"),
    ]


def test_it_refuses_a_name_that_somebody_has(anyone):
    make_user("alice")
    answer = anyone.post(REGISTER, {"username": "alice", "password": PASSWORD})
    assert error(answer) == (400, "unique", "username")


@pytest.mark.parametrize("path", [REGISTER, LOGIN, REFRESH])
def test_a_stale_token_in_the_header_does_not_get_in_the_way(db, path):
    answer = bearer("stale").post(path, {})
    assert {found["code"] for found in answer.json()["errors"]} == {"required"}
