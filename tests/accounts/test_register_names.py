import unicodedata

import pytest

from accounts.models import User, username_key
from tests.factories import PASSWORD, make_user

from .people import REGISTER, error


@pytest.mark.parametrize(
    "name", ["bob", "x" * 150, "a.b+c-d_e@f", "홍길", "홍길동", "ㅋㅋ", "José", "Ünal", "山田太郎", "123"]
)
def test_it_takes_letters_and_digits_of_every_script(anyone, name):
    answer = anyone.post(REGISTER, {"username": name, "password": PASSWORD})
    assert answer.status_code == 201
    assert answer.json()["username"] == unicodedata.normalize("NFKC", name)


@pytest.mark.parametrize(
    "name", ["ab", "홍", "山田", "a b c", "a/b/c", "a#bc", "a\tbc", "<b>bold", "abc😀", "a,bc", "½abc"]
)
def test_it_refuses_short_names_and_other_signs(anyone, name):
    answer = anyone.post(REGISTER, {"username": name, "password": PASSWORD})
    assert error(answer) == (400, "username_not_allowed", "username")


def test_it_refuses_a_name_that_grows_too_long_when_normalised(anyone):
    answer = anyone.post(REGISTER, {"username": "㌀" * 40, "password": PASSWORD})
    assert error(answer) == (400, "username_not_allowed", "username")


def test_it_refuses_more_than_150_characters(anyone):
    answer = anyone.post(REGISTER, {"username": "x" * 151, "password": PASSWORD})
    assert error(answer) == (400, "max_length", "username")


def test_it_drops_space_around_a_name(anyone):
    answer = anyone.post(REGISTER, {"username": " alice ", "password": PASSWORD})
    assert answer.json()["username"] == "alice"


def test_it_keeps_the_case_and_folds_the_width(anyone):
    answer = anyone.post(REGISTER, {"username": "Ａlice", "password": PASSWORD})
    assert answer.json()["username"] == "Alice"
    assert User.objects.get().username_key == "alice"


@pytest.mark.parametrize(
    ("taken", "asked"),
    [
        ("alice", "ALICE"),
        ("alice", "ａｌｉｃｅ"),
        ("홍길동", unicodedata.normalize("NFD", "홍길동")),
        ("straße", "STRASSE"),
        ("ﬁona", "FIONA"),
    ],
)
def test_a_name_in_another_case_width_or_composition_is_the_same_name(anyone, taken, asked):
    make_user(taken)
    answer = anyone.post(REGISTER, {"username": asked, "password": PASSWORD})
    assert error(answer) == (400, "unique", "username")


def test_folding_twice_changes_nothing():
    for name in ("İstanbul", "ΐ", "ſoft", "ﬃ", "홍길동", "ㅋㅋ"):
        assert username_key(username_key(name)) == username_key(name)


def test_django_finds_people_by_their_folded_name(db):
    alice = make_user("alice")
    assert User.objects.get_by_natural_key("ＡＬＩＣＥ") == alice
