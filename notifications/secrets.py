"""Addresses and tokens of channels, as they are kept: encrypted, so that a copy of the database gives none away."""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SecretLost(Exception):
    """It was encrypted with a key that is in the settings no more, or was altered."""


def encrypt(secret: Mapping[str, Any]) -> str:
    """Return it encrypted with the first of STORED_SECRET_KEYS."""
    return _keys().encrypt(json.dumps(secret).encode()).decode()


def decrypt(text: str) -> dict[str, Any]:
    """Return what was encrypted with any of STORED_SECRET_KEYS. Raises SecretLost."""
    try:
        secret: dict[str, Any] = json.loads(_keys().decrypt(text.encode()))
    except InvalidToken:
        raise SecretLost from None
    return secret


def _keys() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.STORED_SECRET_KEYS])
