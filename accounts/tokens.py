"""Access and refresh tokens: signed statements about a login (JWT, HS256). The login's row decides what they are worth."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

import jwt
from django.conf import settings

from core import clock
from core.errors import TokenInvalid

ISSUER = "harumok"
ACCESS, REFRESH = "harumok access", "harumok refresh"
CLAIMS = ["sid", "iss", "aud", "iat", "exp"]


def issue_access(sid: UUID) -> str:
    """Return an access token for a login, good for ACCESS_TOKEN_SECONDS at most."""
    return _sign(sid, ACCESS, clock.now() + timedelta(seconds=settings.ACCESS_TOKEN_SECONDS))


def issue_refresh(sid: UUID, expires_at: datetime) -> str:
    """Return a refresh token that no other equals."""
    return _sign(sid, REFRESH, expires_at)


def read(token: str, audience: str) -> UUID:
    """Return the login a token speaks of. Raises TokenInvalid unless we signed it, for this use, and it is in time."""
    for key in settings.TOKEN_KEYS:
        try:
            claims = jwt.decode(
                token, key, algorithms=["HS256"], audience=audience, issuer=ISSUER, options={"require": CLAIMS}
            )
            return UUID(claims["sid"])
        except jwt.InvalidSignatureError:
            continue
        except (jwt.InvalidTokenError, ValueError, TypeError, AttributeError) as error:
            raise TokenInvalid from error
    raise TokenInvalid


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
