import unicodedata

import pytest

from accounts.models import User
from tests.factories import make_user

from .people import REGISTER, error, log_in


@pytest.mark.parametrize(
    "password", ["rufous-8", "  spaced out  ", "        ", "비밀번호는길게요", "😀" * 8, "tab\tand\nline", "z" * 128]
)
def test_it_takes_any_characters_from_8_to_128(anyone, password):
    assert anyone.post(REGISTER, {"username": "alice", "password": password}).status_code == 201
    assert log_in("alice", password).status_code == 200


def test_it_does_not_trim_a_password(anyone):
    anyone.post(REGISTER, {"username": "alice", "password": "  spaced out  "})
    assert log_in("alice", "spaced out").status_code == 401


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("seven77", "password_too_short"),
        ("password", "password_too_common"),
        ("12345678", "password_too_common"),
        ("charlotte1", "password_too_similar"),
        ("lottie@mail.org", "password_too_similar"),
    ],
)
def test_it_refuses_what_is_guessed_first(anyone, password, code):
    person = {"username": "charlotte", "email": "lottie@mail.org"}
    answer = anyone.post(REGISTER, {**person, "password": password})
    assert error(answer) == (400, code, "password")
    assert not User.objects.exists()


def test_hangul_counts_the_same_composed_and_decomposed(db):
    make_user("alice", password=unicodedata.normalize("NFD", "비밀번호는길게요"))
    assert log_in("alice", unicodedata.normalize("NFC", "비밀번호는길게요")).status_code == 200
