"""Access and refresh tokens: signed statements about a login (JWT, HS256). The row decides what they are worth."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

import jwt
from django.conf import settings

from core import clock
from core.errors import TokenInvalid

from .models import User

ISSUER = "harumok"
ACCESS, REFRESH = "harumok access", "harumok refresh"
CLAIMS = ["sid", "iss", "aud", "iat", "exp"]
# So many tokens are known to be ours without looking again: an app comes with the same one for a quarter of an hour.
KNOWN = 4096


class Subject(NamedTuple):
    """Whose login it is, and what decides which month they are in, as it was when the token was made.

    Nothing is allowed because of it: it lets a request look for somebody's month before it has read who they are.
    """

    id: int
    time_zone: str
    month_start_day: int


class Token(NamedTuple):
    """What a token says: of which login it speaks, until when, and, if it is an access token, about whom."""

    sid: UUID
    expires_at: datetime
    subject: Subject | None


def issue_access(sid: UUID, user: User) -> str:
    """Return an access token for a login of theirs, good for ACCESS_TOKEN_SECONDS at most."""
    expires_at = clock.now() + timedelta(seconds=settings.ACCESS_TOKEN_SECONDS)
    # The names of RFC 7519 and of OpenID Connect, as far as they have one.
    about = {"sub": str(user.pk), "zoneinfo": user.time_zone, "month_start_day": user.month_start_day}
    return _sign(sid, ACCESS, expires_at, **about)


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
        except (jwt.InvalidTokenError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
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
    return Token(UUID(claims["sid"]), datetime.fromtimestamp(claims["exp"], UTC), _subject_of(claims))


def _subject_of(claims: dict[str, Any]) -> Subject | None:
    # Refresh tokens have none, because they outlast settings, nor has what an earlier version signed.
    if "sub" not in claims:
        return None
    return Subject(int(claims["sub"]), claims["zoneinfo"], claims["month_start_day"])


def fingerprint(token: str) -> str:
    """Return what is kept of a refresh token: its SHA-256, enough because the token is long and random."""
    return sha256(token.encode()).hexdigest()


def _sign(sid: UUID, audience: str, expires_at: datetime, **about: object) -> str:
    claims = {
        **about,
        "sid": str(sid),
        "iss": ISSUER,
        "aud": audience,
        "iat": clock.now(),
        "exp": expires_at,
        "jti": secrets.token_urlsafe(12),
    }
    return jwt.encode(claims, settings.TOKEN_KEYS[0], algorithm="HS256")
