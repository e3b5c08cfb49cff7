"""Forms of every room: errors beside their fields, in the words of pages."""

import pytest
from django import forms
from django.utils import translation

from core import errors
from core.pages import TEXTS, PageForm, text_of


class Entry(PageForm):
    amount = forms.IntegerField()
    memo = forms.CharField(required=False, widget=forms.TextInput(attrs={"class": "wide"}))
    counted = forms.BooleanField(required=False)
    day = forms.DateField(error_messages={"required": "Which day?"})


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def entry():
    form = Entry({})
    form.is_valid()
    return form


def test_a_text_is_filled_with_what_the_error_names():
    assert text_of(errors.TooManyAttempts(retry_after=7)) == "Too many attempts. Try again in 7 seconds."


@pytest.mark.parametrize("kind", TEXTS)
def test_where_the_api_speaks_of_requests_people_read_something_else(kind):
    params = {"label": "식비", "month": "2026-11", "example": "{}", "category": "food"}
    assert text_of(kind(**params)) == TEXTS[kind].format(**params) != kind.text.format(**params)


def test_a_text_is_in_the_readers_language():
    with translation.override("ko"):
        assert text_of(errors.NotFound()) != errors.NotFound.text


def test_the_browsers_own_checks_are_left_to_the_server(entry):
    assert "required" not in str(entry["amount"])


def test_a_field_gets_its_look_unless_it_has_one(entry):
    looks = {name: field.widget.attrs.get("class") for name, field in entry.fields.items()}
    assert looks == {"amount": "input", "memo": "wide", "counted": None, "day": "input"}


def test_a_form_is_made_like_any_other():
    entry = Entry({"first-memo": "점심"}, prefix="first", initial={"amount": 9500})
    assert (entry["memo"].value(), entry["amount"].initial) == ("점심", 9500)


def test_a_field_asks_to_be_filled_in_unless_it_has_words_of_its_own(entry):
    assert entry.errors == {"amount": ["Fill this in."], "day": ["Which day?"]}


@pytest.mark.parametrize("attr", ["memo", "0.memo", "lines.0.memo"])
def test_an_error_stands_beside_the_field_it_names(entry, attr):
    entry.refuse(errors.FieldNotText(attr=attr))
    assert entry.errors["memo"] == ["Not a valid string."]


@pytest.mark.parametrize("attr", [None, "nothing"])
def test_an_error_of_no_field_stands_above_the_form(entry, attr):
    entry.refuse(errors.NotFound(attr=attr))
    assert entry.non_field_errors() == ["Not found."]
