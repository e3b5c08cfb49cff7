"""A webhook gets the message as JSON, signed."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import AddressInvalid, AddressNotPublic, FieldNotText, FieldRequired, FieldUnknown
from notifications.channels import channel_type
from notifications.channels.base import SendingFailed, SendingImpossible

from .receivers import raw_receiver

WEBHOOK = channel_type("webhook")
DOCS = Path(__file__).parents[3] / "docs" / "webhooks.md"


@pytest.fixture
def target(receiver):
    return WEBHOOK.clean({"url": receiver.url()})


def example():
    """Return the function of the documentation."""
    [code] = re.findall(r"```python\n(.*?)```", DOCS.read_text(), re.DOTALL)
    found = {}
    exec(code, found)
    return found["is_genuine"]


def failed(target, envelope) -> SendingFailed:
    with pytest.raises(SendingFailed) as found:
        WEBHOOK.send(target, envelope)
    return found.value


def test_it_gets_the_message(receiver, target, envelope):
    WEBHOOK.send(target, envelope)
    [taken] = receiver.taken
    assert json.loads(taken.body) == {
        "id": "4711",
        "kind": "morning",
        "date": "2026-11-23",
        "title": envelope.message.title,
        "text": envelope.message.text,
        "language": "ko",
    }
    assert taken.path == "/in/5ec7e7-t0ken"
    assert taken.headers["Content-Type"] == "application/json"
    assert taken.headers["X-Harumok-Delivery"] == "4711"
    assert taken.headers["X-Harumok-Timestamp"] == "1795392000"


def test_the_documented_example_verifies_it(receiver, target, envelope):
    WEBHOOK.send(target, envelope)
    [taken] = receiver.taken
    is_genuine = example()
    assert is_genuine(target["secret"], taken.headers, taken.body)
    assert is_genuine(target["secret"], taken.headers, taken.body, 1795392000 + 299)
    assert not is_genuine(target["secret"], taken.headers, taken.body, 1795392000 + 300)
    assert not is_genuine("another secret", taken.headers, taken.body)
    assert not is_genuine(target["secret"], taken.headers, taken.body + b" ")
    del taken.headers["X-Harumok-Timestamp"]
    taken.headers["X-Harumok-Timestamp"] = "1795392001"
    assert not is_genuine(target["secret"], taken.headers, taken.body)


def test_the_documented_body_has_the_fields_that_are_sent(receiver, target, envelope):
    WEBHOOK.send(target, envelope)
    [documented] = re.findall(r"^\{.*\}$", DOCS.read_text(), re.MULTILINE)
    assert list(json.loads(documented)) == list(json.loads(receiver.taken[0].body))


def test_a_message_about_no_day_says_so(receiver, target, envelope):
    WEBHOOK.send(target, replace(envelope, local_date=None))
    assert json.loads(receiver.taken[0].body)["date"] is None


def test_each_channel_has_a_secret_of_its_own(receiver):
    first, second = (WEBHOOK.clean({"url": receiver.url()})["secret"] for _ in range(2))
    assert first != second
    assert len(first) >= 43


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (300, "redirected"),
        (302, "redirected"),
        (400, "refused"),
        (401, "refused"),
        (403, "refused"),
        (408, "timeout"),
        (413, "refused"),
        (425, "timeout"),
        (429, "rate_limited"),
        (500, "server_error"),
        (503, "server_error"),
        (599, "server_error"),
    ],
)
def test_what_was_not_taken_is_to_be_tried_again(receiver, target, envelope, status, code):
    receiver.answer = (status, {"Retry-After": "90"}, b"canary")
    found = failed(target, envelope)
    assert not isinstance(found, SendingImpossible)
    assert (found.code, found.retry_after, str(found)) == (code, 90.0, code)


@pytest.mark.parametrize("status", [404, 410])
def test_an_address_that_is_gone_is_given_up(receiver, target, envelope, status):
    receiver.answer = (status, {}, b"")
    found = failed(target, envelope)
    assert (type(found), found.code) == (SendingImpossible, "gone")


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_success_is_one(receiver, target, envelope, status):
    receiver.answer = (status, {}, b"")
    WEBHOOK.send(target, envelope)
    assert len(receiver.taken) == 1


def test_a_name_that_turns_private_later_is_not_reached(names, receiver, envelope, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []
    names.set("turns.example.org", "93.184.215.14", then=[("127.0.0.1", receiver.port)])
    target = WEBHOOK.clean({"url": "https://turns.example.org/"})
    assert failed(target, envelope).code == "address_not_public"
    assert receiver.taken == []


def test_a_host_that_the_operator_lists_no_more_is_not_reached(receiver, target, envelope, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []
    assert failed(target, envelope).code == "invalid_address"
    assert receiver.taken == []


def test_a_receiver_that_hangs_up_is_to_be_tried_again(settings, envelope):
    with raw_receiver(lambda connection, over: None) as host:
        settings.WEBHOOK_ALLOWED_HOSTS = [host]
        target = WEBHOOK.clean({"url": f"http://{host}/"})
        assert failed(target, envelope).code == "bad_answer"


@pytest.mark.parametrize(
    ("given", "error", "attr"),
    [
        ({}, FieldRequired, "url"),
        ({"url": None}, FieldRequired, "url"),
        ({"url": ""}, FieldRequired, "url"),
        ({"url": 5}, FieldNotText, "url"),
        ({"url": ["https://example.org"]}, FieldNotText, "url"),
        ({"url": "https://example.org/\x00"}, FieldNotText, "url"),
        ({"url": "https://example.org/" + "x" * 2048}, FieldNotText, "url"),
        ({"url": "https://example.org/", "secret": "mine"}, FieldUnknown, "secret"),
        ({"url": "http://example.org/"}, AddressInvalid, "url"),
        ({"url": "https://192.168.0.1/"}, AddressNotPublic, "url"),
    ],
)
def test_it_refuses_and_names_the_field(given, error, attr):
    with pytest.raises(error) as refused:
        WEBHOOK.clean(given)
    assert refused.value.attr == attr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://hooks.example.org/in/5ec7e7-t0ken", "hooks.example.org/…0ken"),
        ("https://hooks.example.org:8443/?key=abcdefghijkl", "hooks.example.org:8443/…ijkl"),
        ("https://hooks.example.org/short", "hooks.example.org/…"),
        ("https://hooks.example.org/", "hooks.example.org/…"),
    ],
)
def test_it_is_shown_masked(url, shown):
    assert WEBHOOK.masked(WEBHOOK.clean({"url": url})) == shown
