import logging
import sys

import pytest
from django.test import RequestFactory

from budget.operations import logs

from .people import client_for

logger = logging.getLogger("tests.somewhere")
SECRET = "canary-memo 12345"


def fail(memo: str) -> None:
    kept = [memo]
    int(kept[0])


def test_a_librarys_line_is_like_ours(lines):
    logging.getLogger("some.library").warning("%s and %s", "one", "two")
    (line,) = lines()
    assert (line["event"], line["level"], line["logger"]) == ("one and two", "warning", "some.library")


def test_hangul_can_be_read(lines):
    logger.warning("하루몫")
    assert lines()[0]["event"] == "하루몫"


def test_only_known_fields_come_into_a_line(lines):
    logger.warning("said", extra={"status": 200, "memo": SECRET})
    (line,) = lines()
    assert line["status"] == 200
    assert "memo" not in line


def test_a_traceback_has_the_place_and_no_values(lines):
    try:
        fail(SECRET)
    except ValueError:
        logger.exception("failed")
    (line,) = lines()
    assert line["exception"].startswith("Traceback (most recent call last):\n")
    assert line["exception"].endswith("ValueError")
    assert "in fail" in line["exception"]
    assert SECRET not in str(line)


@pytest.fixture
def _failing(settings):
    settings.ROOT_URLCONF = "tests.budget.operations.failing"


@pytest.mark.usefixtures("_failing")
def test_a_failed_page_is_logged_by_its_pattern(client, db, lines):
    client.raise_request_exception = False
    assert client.get("/failing/canary-token/?memo=canary-memo").status_code == 500
    (line,) = lines()
    assert (line["event"], line["level"]) == ("answered 500: /failing/<token>/", "error")
    assert line["exception"].endswith("ValueError")
    assert "canary" not in str(line)


@pytest.mark.usefixtures("_failing")
def test_a_failed_call_is_logged_once_with_who_it_was(alice, lines):
    client = client_for(alice)
    assert client.post("/api/failing/canary-token/", {"memo": "canary-memo"}, format="json").status_code == 500
    (line,) = lines()
    assert (line["event"], line["user_id"]) == ("answered 500: /api/failing/<token>/", alice.pk)
    assert "canary" not in str(line)
    assert "alice" not in str(line)


@pytest.mark.parametrize("name", ["django.request", "django.security.SuspiciousOperation"])
def test_djangos_own_lines_lose_what_came_with_the_request(lines, name):
    request = RequestFactory().get("/account/email/canary/")
    logging.getLogger(name).error("%s: %s", "canary", request.path, extra={"request": request, "status_code": 500})
    assert lines()[0]["event"] == "answered 500: unknown"


def test_a_refused_form_says_why_but_not_where_from(lines):
    request, reason = RequestFactory().post("/admin/"), "Referer checking failed - https://canary.example/?q=canary"
    extra = {"request": request, "status_code": 403}
    logging.getLogger("django.security.csrf").warning("Forbidden (%s): %s", reason, request.path, extra=extra)
    assert lines()[0]["event"] == "answered 403: Referer checking failed"


def test_for_people_there_is_a_line_without_braces(text):
    logger.warning("said", extra={"status": 200})
    assert "said" in text()
    assert "status=200" in text()
    assert "{" not in text()


def test_for_people_a_traceback_has_no_values_either(text):
    try:
        fail(SECRET)
    except ValueError:
        logger.exception("failed")
    assert "Traceback (most recent call last)" in text()
    assert SECRET not in text()


def test_colours_are_for_terminals(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    record = logger.makeRecord("x", logging.WARNING, "", 0, "said", (), None)
    assert "\x1b[" in logs.formatter("CONSOLE").format(record)
    assert "\x1b[" not in logs.formatter("JSON").format(record)
