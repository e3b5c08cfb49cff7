"""Access and refresh tokens: signed statements about a login (JWT, HS256). The row decides what they are worth."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
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
# So many tokens are known to be ours without looking again: an app comes with the same one for a quarter of an hour.
KNOWN = 4096


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
            found = _signed(token, key, audience)
        except jwt.InvalidSignatureError:
            continue
        # A header of nothing but brackets exhausts the JSON parser before any signature is looked at.
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise TokenInvalid from error
        if found.expires_at > clock.now():
            return found
    raise TokenInvalid


@lru_cache(maxsize=KNOWN)
def _signed(token: str, key: bytes, audience: str) -> Token:
    """Return what a token says that was signed with the key, expired or not: that depends on when it is asked."""
    claims = jwt.decode(
        token,
        key,
        algorithms=["HS256"],
        audience=audience,
        issuer=ISSUER,
        # The clocks of several hosts differ: a token may come from a second ahead.
        options={"require": CLAIMS, "verify_iat": False, "verify_exp": False},
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
