import pytest

from notifications.models import Channel
from tests.factories import PASSWORD

from .asking import ADDRESS, CHANNELS, HOOK, error, one

HOOKED = {"type": "webhook", "target": {"url": HOOK}}


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"type": "fax", "target": {}}, "invalid_choice", "type"),
        ({"type": "", "target": {}}, "invalid_choice", "type"),
        ({"type": ["webhook"], "target": {}}, "invalid_choice", "type"),
        ({"target": {"url": HOOK}}, "required", "type"),
        (HOOKED | {"type": None}, "null", "type"),
        (HOOKED | {"is_on": False}, "unknown_field", "is_on"),
        (HOOKED | {"label": "x" * 65}, "max_length", "label"),
        (HOOKED | {"label": 5}, "invalid", "label"),
        (HOOKED | {"target": HOOK}, "invalid", "target"),
        (HOOKED | {"target": None}, "null", "target"),
    ],
)
def test_it_refuses_and_names_the_field(as_alice, body, code, attr):
    assert error(as_alice.post(CHANNELS, body)) == (400, code, attr)
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"type": "webhook"}, "target.url"),
        ({"type": "webhook", "target": {}}, "target.url"),
        ({"type": "webhook", "target": {"url": 5}}, "target.url"),
        ({"type": "webhook", "target": {"url": None}}, "target.url"),
        ({"type": "webhook", "target": {"url": "gopher://example.org/"}}, "target.url"),
        ({"type": "webhook", "target": {"url": "https://127.0.0.1/"}}, "target.url"),
        ({"type": "webhook", "target": {"url": "https://[::1]/"}}, "target.url"),
        ({"type": "email", "target": {}}, "target.address"),
        ({"type": "email", "target": {"address": "nobody"}}, "target.address"),
        ({"type": "email", "target": {"address": ["a@example.org"]}}, "target.address"),
        ({"type": "email", "target": {"address": "a@example.org\nBcc: b@example.org"}}, "target.address"),
    ],
)
def test_an_unusable_target_names_its_field(as_alice, body, attr):
    answer = as_alice.post(CHANNELS, body | {"password": PASSWORD})
    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    assert not Channel.objects.exists()


@pytest.mark.parametrize("type", [type for type in Channel.Type.values if type != "inbox"])
@pytest.mark.parametrize("target", [{}, {"": {}}, {"url": [[[]]]}, {"x" * 1_000: "\x00"}, {"address": {"url": 1e300}}])
def test_no_target_is_a_fault_of_ours(as_alice, type, target):
    answer = as_alice.post(CHANNELS, {"type": type, "target": target, "password": PASSWORD})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"].startswith("target")


def test_the_inbox_has_no_target(as_alice, inbox):
    assert as_alice.post(CHANNELS, {"type": "inbox", "target": {"url": HOOK}}).status_code == 400
    assert as_alice.patch(one(inbox), {"target": {"url": HOOK}}).status_code == 400


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"type": "email"}, "unknown_field", "type"),
        ({"is_on": "no"}, "invalid", "is_on"),
        ({"is_on": None}, "null", "is_on"),
        ({"label": None}, "null", "label"),
        ({"target": None}, "null", "target"),
    ],
)
def test_a_change_is_refused_and_names_the_field(as_alice, webhook, body, code, attr):
    assert error(as_alice.patch(one(webhook), body | {"label": "x"} if "label" not in body else body)) == (
        400,
        code,
        attr,
    )
    assert Channel.objects.get(pk=webhook.pk).label == "Home"


def test_a_refused_target_changes_nothing(as_alice, webhook):
    answer = as_alice.patch(one(webhook), {"label": "x", "target": {"address": ADDRESS}})
    assert answer.status_code == 400
    kept = Channel.objects.get(pk=webhook.pk)
    assert (kept.label, kept.target) == ("Home", webhook.target)


def test_a_label_that_grows_when_composed_is_refused(as_alice):
    # U+0958 is written as two characters in NFC.
    assert error(as_alice.post(CHANNELS, HOOKED | {"label": "\u0958" * 40})) == (400, "max_length", "label")


def test_it_asks_for_a_login(anyone, webhook):
    assert anyone.get(CHANNELS).status_code == anyone.post(CHANNELS, HOOKED).status_code == 401
    assert anyone.delete(one(webhook)).status_code == 401
