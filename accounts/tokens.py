"""Access and refresh tokens: signed statements about a login (JWT, HS256). The row decides what they are worth."""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import jwt
from django.conf import settings

from core import clock
from core.errors import TokenInvalid

ISSUER = "harumok"
ACCESS, REFRESH = "harumok access", "harumok refresh"
CLAIMS = ["sid", "iss", "aud", "iat", "exp"]


class Token(NamedTuple):
    """What a token says: of which login it speaks, and until when."""

    sid: UUID
    expires_at: datetime


def issue_access(sid: UUID) -> str:
    """Return an access token for a login, good for ACCESS_TOKEN_SECONDS at most."""
    return _sign(sid, ACCESS, clock.now() + timedelta(seconds=settings.ACCESS_TOKEN_SECONDS))


def issue_refresh(sid: UUID, expires_at: datetime) -> str:
    """Return a refresh token that no other equals."""
    return _sign(sid, REFRESH, expires_at)


def read(token: str, audience: str) -> Token:
    """Return what a token says. Raises TokenInvalid unless we signed it, for this use, and it is in time."""
    for key in settings.TOKEN_KEYS:
        try:
            return _decode(token, key, audience)
        except jwt.InvalidSignatureError:
            continue
        # A header of nothing but brackets exhausts the JSON parser before any signature is looked at.
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise TokenInvalid from error
    raise TokenInvalid


def _decode(token: str, key: bytes, audience: str) -> Token:
    claims = jwt.decode(
        token,
        key,
        algorithms=["HS256"],
        audience=audience,
        issuer=ISSUER,
        # The clocks of several hosts differ: a token may come from a second ahead.
        options={"require": CLAIMS, "verify_iat": False},
    )
    return Token(UUID(claims["sid"]), datetime.fromtimestamp(claims["exp"], UTC))


def fingerprint(token: str) -> str:
    """Return what is kept of a refresh token: its SHA-256, enough because the token is long and random."""
    return sha256(token.encode()).hexdigest()


def _sign(sid: UUID, audience: str, expires_at: datetime) -> str:
    claims = {
        "sid": str(sid),
        "iss": ISSUER,
        "aud": audience,
        "iat": clock.now(),
        "exp": expires_at,
        "jti": secrets.token_urlsafe(12),
    }
    return jwt.encode(claims, settings.TOKEN_KEYS[0], algorithm="HS256")
