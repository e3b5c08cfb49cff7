import pytest
from django.db import IntegrityError, OperationalError
from django.http.request import UnreadablePostError
from django.utils import translation

from budget.errors import bad_request, forbidden, not_found, server_error
from core import errors
from core.api.errors import ErrorHandler


def answer_to(error: Exception):
    with translation.override("en"):
        return ErrorHandler(error, {"request": None}).run()


@pytest.mark.parametrize(
    ("error", "status", "kind", "code"),
    [
        (errors.UnknownCategory(attr="category", category="fod"), 400, "validation_error", "unknown_category"),
        (errors.WrongCredentials(), 401, "client_error", "wrong_credentials"),
        (errors.NotFound(), 404, "client_error", "not_found"),
        (errors.CurrencyInUse(), 409, "client_error", "currency_in_use"),
        (errors.IdempotencyKeyReused(), 422, "client_error", "idempotency_key_reused"),
        (errors.TooManyAttempts(retry_after=7), 429, "client_error", "too_many_attempts"),
        (OperationalError("gone"), 503, "server_error", "unavailable"),
        (IntegrityError("twice"), 409, "client_error", "conflict"),
        (UnreadablePostError("cut"), 400, "client_error", "parse_error"),
        (RuntimeError("bug"), 500, "server_error", "error"),
    ],
)
def test_it_gives_every_error_the_one_shape(error, status, kind, code):
    answer = answer_to(error)
    assert (answer.status_code, answer.data["type"], answer.data["errors"][0]["code"]) == (status, kind, code)


def test_it_names_the_field_of_an_invalid_value():
    answer = answer_to(errors.UnknownCategory(attr="2.category", category="fod"))
    assert answer.data["errors"][0]["attr"] == "2.category"
    assert "fod" in answer.data["errors"][0]["detail"]


def test_it_names_no_field_where_none_is_wrong():
    assert answer_to(errors.WrongRefreshToken()).data["errors"][0]["attr"] is None


def test_it_challenges_whoever_is_not_logged_in():
    assert answer_to(errors.TokenInvalid())["WWW-Authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("error", [errors.TooManyAttempts(retry_after=7), OperationalError("gone")])
def test_it_says_when_to_try_again(error):
    assert int(answer_to(error)["Retry-After"]) > 0


def test_it_tells_nothing_of_a_bug():
    assert "bug" not in str(answer_to(RuntimeError("bug")).data)


@pytest.mark.parametrize(("handler", "status"), [(bad_request, 400), (forbidden, 403), (not_found, 404)])
def test_it_answers_what_django_itself_refuses_in_json(rf, handler, status):
    answer = handler(rf.get("/api/x/"), Exception())
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")


def test_it_answers_a_failure_outside_the_views_in_json(rf):
    assert server_error(rf.get("/api/x/"))["Content-Type"] == "application/json"


def test_an_error_in_a_traceback_is_named_by_its_code():
    assert str(errors.UnknownCategory(attr="category", category="fod")) == "unknown_category"


def every_error():
    waiting = errors.DomainError.__subclasses__()
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if hasattr(kind, "code"):
            yield kind


@pytest.mark.parametrize("kind", list(every_error()), ids=lambda kind: kind.__name__)
def test_it_speaks_korean_for_every_code(kind):
    with translation.override("ko"):
        assert translation.gettext(kind.text) != kind.text
