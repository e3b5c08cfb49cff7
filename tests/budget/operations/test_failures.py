import logging

import pytest
import sentry_sdk
from django.test import RequestFactory
from sentry_sdk.transport import Transport

from budget.operations import failures
from budget.operations.observer import Current, current

DSN = "https://key@sentry.example.org/1"
logger = logging.getLogger("tests.somewhere")


@pytest.fixture
def events(monkeypatch):
    """Return what would be sent, from the real SDK with the real options."""
    sent = []

    class Kept(Transport):
        def capture_envelope(self, envelope):
            sent.extend(item.payload.json for item in envelope.items if item.type == "event")

    before = sentry_sdk.get_global_scope().client
    init = sentry_sdk.init
    monkeypatch.setattr(sentry_sdk, "init", lambda **options: init(transport=Kept, **options))
    failures.report_to(DSN)
    yield sent
    sentry_sdk.get_global_scope().set_client(before)


def fail(memo):
    kept = [memo]
    raise ValueError(f"bad {kept}")


def test_an_error_is_sent_with_its_place_and_without_values(events):
    try:
        fail("canary")
    except ValueError:
        logger.exception("delivery %s cannot be composed", "canary")
    (event,) = events
    assert event["logentry"] == {"message": "delivery %s cannot be composed"}
    (error,) = event["exception"]["values"]
    assert (error["type"], error["value"]) == ("ValueError", "")
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    assert "canary" not in str([frame.get("vars") for frame in error["stacktrace"]["frames"]])


def test_what_an_error_says_of_code_and_servers_is_sent(events):
    try:
        ().nothing()
    except AttributeError:
        logger.exception("failed")
    (error,) = events[0]["exception"]["values"]
    assert error["value"] == "'tuple' object has no attribute 'nothing'"


def test_warnings_are_not_sent(events):
    logger.warning("said")
    assert events == []


def test_the_same_failure_is_sent_once(events):
    try:
        fail("x")
    except ValueError:
        logger.exception("here")
        logger.exception("and there")
    assert len(events) == 1


def test_it_says_which_version_and_nothing_of_the_machine(events):
    logger.error("failed")
    (event,) = events
    assert event["release"].startswith("harumok@")
    assert not {"server_name", "extra", "breadcrumbs", "contexts", "request"} & event.keys()


def test_it_says_which_request_and_who_by_id(events, alice):
    request = RequestFactory().get("/canary/?memo=canary", headers={"Cookie": "canary", "Authorization": "canary"})
    request.user = alice
    token = current.set(Current(request, "an-id"))
    logger.error("failed", extra={"request": request})
    current.reset(token)
    (event,) = events
    assert event["tags"] == {"request_id": "an-id", "method": "GET", "route": "unknown"}
    assert event["user"] == {"id": alice.pk}
    assert "canary" not in str(event)
    assert "alice" not in str(event)


def test_what_went_before_is_not_sent(events):
    logging.getLogger("harumok.auth").info("logged in: address=%s", "canary")
    logger.error("failed")
    assert "canary" not in str(events)
