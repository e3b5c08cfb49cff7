"""No password is made of this service's own words alone."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts

from accounts import validators
from accounts.models import User
from tests.factories import PASSWORD, make_user
from tests.servers import ROOT

from .people import CHANGE, REGISTER, error, log_in, logged_in


def register(anyone, password):
    return anyone.post(REGISTER, {"username": "alice", "password": password})


@pytest.mark.parametrize(
    "password",
    [
        "harumok2026",
        "2026-harumok!",
        "H A R U M O K 1",
        "ＨＡＲＵＭＯＫ２０２６",
        "하루몫하루몫하루몫",
        unicodedata.normalize("NFD", "하루몫하루몫하루몫"),
        "gkfnahrt1!",
        "budget-예산-2026",
        "Budget2026",
        "Admin-Staff-1",
        "12가계부345678",
    ],
)
def test_it_is_refused_whatever_stands_around_it(anyone, password):
    assert error(register(anyone, password)) == (400, "password_of_our_words", "password")
    assert not User.objects.exists()


@pytest.mark.parametrize("password", ["mein budget 2026", "harumok staple", "haru-mok-demo", "하루몫 밥상 차리기"])
def test_among_others_our_words_are_words(anyone, password):
    assert register(anyone, password).status_code == 201


def test_a_new_password_is_none_of_them_either(alice):
    client, _ = logged_in()
    answer = client.post(CHANGE, {"current_password": PASSWORD, "new_password": "harumok2026"})
    assert error(answer) == (400, "password_of_our_words", "new_password")


def test_who_has_one_from_before_can_still_log_in(db):
    make_user("alice", password="harumok2026")
    assert log_in("alice", "harumok2026").status_code == 200


def test_django_can_say_it_beforehand():
    assert validators.OurWordsValidator().get_help_text() in password_validators_help_texts()


@pytest.mark.parametrize("word", validators.OUR_WORDS)
def test_every_word_is_written_down(word):
    assert f"`{word}`" in (ROOT / "docs" / "security.md").read_text()
