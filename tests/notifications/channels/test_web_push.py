"""Web push: encrypted for the browser, signed by us, sent to the service of its maker."""

import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace

import http_ece
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from core import clock
from core.errors import AddressInvalid, AddressNotPublic, FieldNotText, FieldRequired, FieldUnknown, SubscriptionInvalid
from notifications.channels import channel_type
from notifications.channels.base import SendingFailed, SendingImpossible
from notifications.channels.web_push import vapid_public_key

PUSH = channel_type("web_push")
ENDPOINT = "https://push.example.org/send/dQw4w9WgXcQ:APA91b"
OTHER_SEED = bytes(range(48))


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """What a browser keeps of a subscription, and what it gives away."""

    def __init__(self) -> None:
        self.key, self.auth = ec.generate_private_key(ec.SECP256R1()), os.urandom(16)

    @property
    def subscription(self) -> dict[str, object]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        keys = {"p256dh": text(point), "auth": text(self.auth)}
        return {"endpoint": ENDPOINT, "expirationTime": None, "keys": keys}

    def read(self, body: bytes) -> dict[str, object]:
        return json.loads(http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm"))


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def target(service, browser):
    return PUSH.clean(browser.subscription)


def proof_of(header: str) -> tuple[dict[str, object], str]:
    """Return what is claimed, verified with the key that stands beside it, and that key."""
    scheme, _, rest = header.partition(" ")
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    assert scheme == "vapid"
    point = urlsafe_b64decode(parts["k"] + "=")
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    return jwt.decode(parts["t"], key, algorithms=["ES256"], audience="https://push.example.org"), parts["k"]


def failed(target, envelope) -> SendingFailed:
    with pytest.raises(SendingFailed) as found:
        PUSH.send(target, envelope)
    return found.value


def test_only_the_browser_can_read_the_message(service, target, browser, envelope):
    PUSH.send(target, envelope)
    [taken] = service.taken
    assert browser.read(taken.body) == {
        "id": "4711",
        "kind": "morning",
        "date": "2026-11-23",
        "title": envelope.message.title,
        "text": envelope.message.text,
        "language": "ko",
    }
    assert taken.headers["Content-Encoding"] == "aes128gcm"
    assert taken.headers["TTL"] == "10800"
    assert taken.path == "/send/dQw4w9WgXcQ:APA91b"


def test_the_service_can_see_who_sends(service, target, envelope, settings):
    settings.OPERATOR_MAIL = "budget@example.org"
    PUSH.send(target, envelope)
    claims, key = proof_of(service.taken[0].headers["Authorization"])
    assert key == vapid_public_key()
    assert claims["sub"] == "mailto:budget@example.org"
    assert claims["exp"] == clock.now().timestamp() + 12 * 3600


def test_a_long_message_fits(service, target, browser, envelope):
    long = replace(envelope.message, title="제" * 500, text="글" * 5000)
    PUSH.send(target, replace(envelope, message=long))
    assert len(service.taken[0].body) <= 4096
    said = browser.read(service.taken[0].body)
    assert (said["title"], said["text"]) == ("제" * 200, "글" * 1000)


@pytest.mark.parametrize("status", [404, 410])
def test_a_subscription_that_is_gone_is_given_up(service, target, envelope, status):
    service.answer = (status, {}, b"")
    found = failed(target, envelope)
    assert (type(found), found.code) == (SendingImpossible, "gone")


@pytest.mark.parametrize(
    ("status", "code"), [(401, "refused"), (403, "refused"), (429, "rate_limited"), (502, "server_error")]
)
def test_what_was_not_taken_is_to_be_tried_again(service, target, envelope, status, code):
    service.answer = (status, {"Retry-After": "90"}, b"")
    found = failed(target, envelope)
    assert (type(found), found.code, found.retry_after) == (SendingFailed, code, 90.0)


def test_an_endpoint_that_turns_private_is_not_reached(service, target, envelope, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = []
    assert failed(target, envelope).code == "address_not_public"
    assert service.taken == []


def test_the_key_is_the_same_each_time_and_another_for_another_secret(settings):
    first = vapid_public_key()
    assert first == vapid_public_key()
    assert len(urlsafe_b64decode(first + "=")) == 65
    settings.WEB_PUSH_SEEDS = [OTHER_SEED]
    assert vapid_public_key() != first


def test_a_subscription_outlives_the_secret_it_was_made_under(service, target, envelope, settings):
    settings.WEB_PUSH_SEEDS = [OTHER_SEED, *settings.WEB_PUSH_SEEDS]
    PUSH.send(target, envelope)
    _, key = proof_of(service.taken[0].headers["Authorization"])
    assert key == target["key"] != vapid_public_key()


def test_without_its_key_it_is_given_up(service, target, envelope, settings):
    settings.WEB_PUSH_SEEDS = [OTHER_SEED]
    found = failed(target, envelope)
    assert (type(found), found.code) == (SendingImpossible, "key_changed")
    assert service.taken == []


@pytest.mark.parametrize(
    ("changes", "error", "attr"),
    [
        ({"endpoint": None}, FieldRequired, "endpoint"),
        ({"endpoint": 5}, FieldNotText, "endpoint"),
        ({"endpoint": "http://push.example.org/"}, AddressInvalid, "endpoint"),
        ({"endpoint": "https://127.0.0.1/"}, AddressNotPublic, "endpoint"),
        ({"keys": None}, FieldRequired, "keys"),
        ({"keys": []}, SubscriptionInvalid, "keys"),
        ({"keys": {}}, SubscriptionInvalid, "keys"),
        ({"more": 1}, FieldUnknown, "more"),
    ],
)
def test_it_refuses_and_names_the_field(browser, changes, error, attr):
    with pytest.raises(error) as refused:
        PUSH.clean(browser.subscription | changes)
    assert refused.value.attr == attr


@pytest.mark.parametrize(
    "changes",
    [
        {"p256dh": None},
        {"p256dh": 5},
        {"p256dh": ""},
        {"p256dh": "가"},
        {"p256dh": "A"},
        {"p256dh": text(b"\x04" + b"\x01" * 64)},
        {"p256dh": text(b"\x04" * 10)},
        {"p256dh": "A" * 1000},
        {"auth": text(b"x" * 15)},
        {"auth": text(b"x" * 17)},
        {"auth": "not base64!"},
        {"more": "x"},
    ],
)
def test_it_refuses_keys_that_no_browser_makes(browser, changes):
    given = browser.subscription
    with pytest.raises(SubscriptionInvalid):
        PUSH.clean(given | {"keys": given["keys"] | changes})


def test_a_compressed_point_is_no_key_of_a_browser(browser):
    given = browser.subscription
    point = browser.key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
    with pytest.raises(SubscriptionInvalid):
        PUSH.clean(given | {"keys": given["keys"] | {"p256dh": text(point)}})


def test_keys_may_be_padded(service, browser, envelope):
    given = browser.subscription
    keys = {name: value + "=" * (-len(value) % 4) for name, value in given["keys"].items()}
    PUSH.send(PUSH.clean(given | {"keys": keys}), envelope)
    assert browser.read(service.taken[0].body)["id"] == "4711"


def test_it_is_shown_masked(target):
    assert PUSH.masked(target) == "push.example.org/…A91b"
