"""The keys of web push: ours, derived from the one secret, and those of a browser's subscription."""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

CURVE = ec.SECP256R1()
# How many points P-256 has, and so the end of its private keys (FIPS 186-5).
ORDER = 0xFFFFFFFF_00000000_FFFFFFFF_FFFFFFFF_BCE6FAAD_A7179E84_F3B9CAC2_FC632551
BASE64 = re.compile(r"[A-Za-z0-9_-]+={0,2}", re.ASCII)
AUTH_BYTES = 16


def vapid_public_key() -> str:
    """Return what a browser subscribes with, as `applicationServerKey`: base64url of the uncompressed point."""
    return _public(_private(settings.WEB_PUSH_SEEDS[0]))


def private_key_of(public_key: str) -> ec.EllipticCurvePrivateKey | None:
    """Return the private key, also of an earlier secret; None where it is in the settings no more."""
    found = (_private(seed) for seed in settings.WEB_PUSH_SEEDS)
    return next((key for key in found if _public(key) == public_key), None)


def are_usable(keys: Any) -> bool:
    """Tell whether these are the keys of a subscription: a point of the curve and 16 bytes."""
    if not isinstance(keys, dict) or set(keys) != {"p256dh", "auth"}:
        return False
    point, auth = _bytes(keys["p256dh"]), _bytes(keys["auth"])
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
    except ValueError:
        return False
    return len(point) == 65 and len(auth) == AUTH_BYTES


@cache
def _private(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the key of a seed. The 16 bytes that a seed has more than a key leave no number likelier than another."""
    return ec.derive_private_key(int.from_bytes(seed) % (ORDER - 1) + 1, CURVE)


def _public(key: ec.EllipticCurvePrivateKey) -> str:
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def _bytes(text: Any) -> bytes:
    if not (isinstance(text, str) and len(text) <= 128 and BASE64.fullmatch(text)):
        return b""
    try:
        return urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
    except binascii.Error:
        return b""
