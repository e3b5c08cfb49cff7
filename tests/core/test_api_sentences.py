"""What the API says where it refuses: a sentence for people, in their language, with what they need to know."""

import json
import logging
from io import BytesIO

import pytest
from django.db import IntegrityError, OperationalError
from django.http import QueryDict
from django.http.request import UnreadablePostError
from django.utils import translation
from rest_framework.exceptions import UnsupportedMediaType

from core import errors
from core.api import errors as answers
from core.api import fields
from core.api.parsers import StrictJSONParser


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def answer_to(error):
    return answers.ErrorHandler(error, {"request": None}).run()


class Entry(fields.StrictSerializer):
    amount = fields.WholeNumberField(min_value=3, max_value=9, required=False)
    day = fields.DayField(required=False)
    month = fields.MonthField(required=False)
    memo = fields.TextField(required=False, max_length=5)
    note = fields.TextField(required=False)
    sure = fields.TrueFalseField(required=False)


class Search(fields.QuerySerializer):
    least = fields.QueryNumberField(min_value=3, max_value=9, required=False)


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (errors.PeriodTooLong(days=366), "period_too_long", "A list can cover at most 366 days."),
        (
            errors.TooManyAttempts(retry_after=7),
            "too_many_attempts",
            "Too many attempts. Try again in 7 seconds.",
        ),
        (errors.TooManyChannels(most=9), "too_many_channels", None),
        (OperationalError(), "unavailable", "The service is busy. Try again in a moment."),
        (IntegrityError(), "conflict", "Something changed at the same moment. Try again."),
        (UnreadablePostError(), "parse_error", "The body ended early."),
    ],
)
def test_every_error_has_its_code_and_its_sentence(error, code, sentence):
    [said] = answer_to(error).data["errors"]
    assert said["code"] == code
    assert said["detail"] == (sentence or error.text.format(**error.params))


def test_what_is_not_json_is_told_what_to_send():
    [said] = answer_to(UnsupportedMediaType("text/plain")).data["errors"]
    assert (said["code"], said["detail"]) == (
        "unsupported_media_type",
        "Send JSON, with Content-Type: application/json.",
    )


def test_it_says_after_how_many_seconds_to_try_again():
    assert answer_to(errors.TooManyAttempts(retry_after=7))["Retry-After"] == "7"
    assert answer_to(OperationalError())["Retry-After"] == "5"


@pytest.mark.parametrize("error", [errors.NotFound(), errors.CurrencyInUse(), IntegrityError()])
def test_it_promises_nothing_where_waiting_does_not_help(error):
    assert "Retry-After" not in answer_to(error)


def test_it_challenges_only_whoever_is_not_logged_in():
    assert "WWW-Authenticate" not in answer_to(errors.NotFound())


@pytest.mark.parametrize(
    ("kind", "told"),
    [(OperationalError, "the database cannot answer: "), (IntegrityError, "conflict in the database: ")],
)
def test_the_log_names_what_the_database_said(caplog, kind, told):
    because_of_another = kind()
    because_of_another.__cause__ = ConnectionResetError()
    with caplog.at_level(logging.WARNING):
        answer_to(kind())
        answer_to(because_of_another)
    said = [record.getMessage() for record in caplog.records if record.name == answers.__name__]
    assert said == [told + kind.__name__, told + "ConnectionResetError"]


@pytest.mark.parametrize(
    ("make", "status", "code", "sentence"),
    [
        (answers.bad_request, 400, "bad_request", "This request is malformed."),
        (answers.forbidden, 403, "permission_denied", "Not allowed."),
        (answers.not_found, 404, "not_found", "Not found."),
        (answers.server_error, 500, "error", "Something went wrong on our side."),
    ],
)
def test_it_says_what_django_itself_refuses(make, status, code, sentence):
    answer = make()
    kind = "server_error" if status == 500 else "client_error"
    assert answer.status_code == status
    assert json.loads(answer.content) == {
        "type": kind,
        "errors": [{"code": code, "detail": sentence, "attr": None}],
    }


def test_an_error_of_a_field_is_one_of_validation():
    answer = answers.error_response("invalid", "No.", 400, attr="amount")
    assert json.loads(answer.content) == {
        "type": "validation_error",
        "errors": [{"code": "invalid", "detail": "No.", "attr": "amount"}],
    }


def test_korean_is_written_as_it_is():
    assert "안 돼요" in answers.error_response("invalid", "안 돼요", 400).content.decode()


@pytest.mark.parametrize("path", ["/api", "/api/", "//api/x", "/API/", "/apis/", "/x/api/", "/", ""])
def test_it_tells_the_paths_of_the_api_from_others(rf, path):
    request = rf.get("/")
    request.path_info = path
    assert answers.is_api(request) == (path in ("/api", "/api/", "//api/x"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"amuont": 1}, "There is no such field here."),
        ([], "A JSON object is expected here."),
        ({"amount": "3"}, "Write a whole number in digits, such as 12000."),
        ({"amount": 2}, "This must be at least 3."),
        ({"amount": 10}, "This can be at most 9."),
        ({"day": "today"}, "Write a day as YYYY-MM-DD, such as 2026-11-23."),
        ({"day": "1800-01-01"}, "Days from 1900-01-01 to 2999-12-31 are known here."),
        ({"month": "May"}, "Write a month as YYYY-MM, such as 2026-11."),
        ({"memo": "too long"}, "Ensure this field has no more than 5 characters."),
        ({"memo": "x" * 4_097}, "Ensure this field has no more than 5 characters."),
        ({"note": "x" * 4_097}, "Ensure this field has no more than 4096 characters."),
        ({"memo": 5}, "Not a valid string."),
        ({"sure": "yes"}, "Must be a valid boolean."),
    ],
)
def test_every_field_says_what_it_takes(given, sentence):
    entry = Entry(data=given)
    assert not entry.is_valid()
    assert [str(one) for found in entry.errors.values() for one in found] == [sentence]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("least=5&least=5", "Give this parameter once."),
        ("least=five", "Write a whole number in digits, such as 12000."),
        ("leest=5", "There is no such field here."),
    ],
)
def test_every_parameter_says_what_it_takes(query, sentence):
    search = Search(data=QueryDict(query))
    assert not search.is_valid()
    assert [str(one) for found in search.errors.values() for one in found] == [sentence]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b'{"a": 1,\n "b" 2}', "This is not valid JSON: look at line 2, column 6."),
        (b"\xff", "The body is not UTF-8 text."),
        (rb'["\ud800"]', "The body is not UTF-8 text."),
        (b"null", "A body of null says nothing."),
        (b"[" * 17, "The JSON is nested too deeply."),
        (b'{"a": 1, "a": 2}', "A key stands twice in one JSON object."),
        (b"[NaN]", "NaN is not JSON."),
        (b"[-Infinity]", "-Infinity is not JSON."),
        (b"9" * 401, "A number is too long."),
        (b"1e400", "A number is too large."),
        (b"-1e400", "A number is too large."),
        (b"0." + b"1" * 399, "A number is too large."),
    ],
    ids=range(12),
)
def test_a_body_that_cannot_be_read_says_why(body, sentence):
    with pytest.raises(answers.exceptions.ParseError, match=f"^{sentence}$"):
        StrictJSONParser().parse(BytesIO(body))


@pytest.mark.parametrize("body", [b"9" * 400, b"0." + b"1" * 398, b"[" * 16 + b"]" * 16], ids=range(3))
def test_what_is_just_short_enough_is_read(body):
    assert StrictJSONParser().parse(BytesIO(body))
