"""Logins: begun with a password, kept by rotating a token, ended at once."""

import logging
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from core import clock
from core.errors import NotFound, TokenInvalid, WrongRefreshToken

from . import selectors, tokens
from .models import AuthSession, User
from .passwords import check_password, hold

log = logging.getLogger("harumok.auth")

# Two tabs that refresh at once send the same token; the later one is not a thief.
GRACE = timedelta(seconds=10)


class TokenPair(NamedTuple):
    """What a client keeps."""

    access: str
    refresh: str


def log_in(*, username: str, password: str, address: str, user_agent: str = "") -> TokenPair:
    """Begin a login with tokens. Raises WrongCredentials or TooManyAttempts."""
    user = check_password(username, password, address)
    login = _draft(user, user_agent)
    refresh = tokens.issue_refresh(login.id, login.expires_at)
    login.refresh_hash = tokens.fingerprint(refresh)
    _begin(login, address)
    return TokenPair(tokens.issue_access(login.id, user), refresh)


def begin_on_pages(*, user: User, address: str, user_agent: str = "") -> AuthSession:
    """Begin a login without tokens, which a browser's session will name, for somebody whose password was checked.

    Raises WrongCredentials if it has changed since.
    """
    login = _draft(user, user_agent)
    _begin(login, address)
    return login


def _draft(user: User, user_agent: str) -> AuthSession:
    login = AuthSession(id=uuid4(), user=user, expires_at=clock.now() + timedelta(days=settings.LOGIN_MOST_DAYS))
    login.user_agent = "".join(letter for letter in user_agent if letter.isprintable())[:200]
    return login


def _begin(login: AuthSession, address: str) -> None:
    with transaction.atomic():
        # A password changed meanwhile has ended all logins, this one included.
        hold(login.user)
        login.save(force_insert=True)
    log.info("logged in: user=%s login=%s address=%s", login.user_id, login.id, address)


def keep(*, sid: UUID) -> None:
    """Note that a login is in use. Whoever rotates tokens need not ask for it."""
    AuthSession.objects.filter(id=sid).update(last_used_at=clock.now())


def refresh(*, token: str, address: str) -> TokenPair:
    """Exchange a refresh token, once. Raises TokenInvalid; a token that was exchanged before also ends the login."""
    sid, expires_at, _ = tokens.read(token, tokens.REFRESH)
    successor = tokens.issue_refresh(sid, expires_at)
    # Before the exchange: what failed after it would cost the client its login.
    login = selectors.live_login(sid)
    if login is None or not _rotate(sid, tokens.fingerprint(token), tokens.fingerprint(successor)):
        if _revoke_if_stolen(sid, tokens.fingerprint(token)):
            log.warning("refresh token used again, login ended: login=%s address=%s", sid, address)
        raise TokenInvalid
    return TokenPair(tokens.issue_access(sid, login.user), successor)


def _rotate(sid: UUID, old: str, new: str) -> bool:
    """Replace the current token in one statement, whose conditions stand on the row itself: of many, one wins."""
    now = clock.now()
    active = Exists(User.objects.filter(pk=OuterRef("user_id"), is_active=True))
    rows = AuthSession.objects.live().filter(active, id=sid, refresh_hash=old)
    return bool(rows.update(refresh_hash=new, previous_refresh_hash=old, rotated_at=now, last_used_at=now))


def _revoke_if_stolen(sid: UUID, old: str) -> bool:
    """End the login if the token was replaced, and not just now."""
    now = clock.now()
    others = AuthSession.objects.filter(id=sid, revoked_at=None).exclude(refresh_hash=old)
    return bool(others.exclude(previous_refresh_hash=old, rotated_at__gte=now - GRACE).update(revoked_at=now))


def log_out(*, user: User, sid: UUID, token: str, address: str) -> None:
    """End a login, given a refresh token of it. Raises WrongRefreshToken, or TokenInvalid for one that has ended."""
    try:
        named = tokens.read(token, tokens.REFRESH).sid
    except TokenInvalid as error:
        raise WrongRefreshToken(attr="refresh") from error
    if named != sid:
        raise WrongRefreshToken(attr="refresh")
    if not AuthSession.objects.filter(id=sid, revoked_at=None).update(revoked_at=clock.now()):
        raise TokenInvalid
    log.info("logged out: user=%s login=%s address=%s", user.pk, sid, address)


def end_login(*, user: User, sid: UUID, address: str) -> None:
    """End one of a person's logins. Raises NotFound for anything else."""
    if not AuthSession.objects.live().filter(user=user, id=sid).update(revoked_at=clock.now()):
        raise NotFound
    log.info("login ended: user=%s login=%s address=%s", user.pk, sid, address)


def end_logins(*, user: User, spare: UUID | None = None) -> None:
    """End all of a person's logins but one, within the caller's transaction."""
    AuthSession.objects.filter(~Q(id=spare), user=user, revoked_at=None).update(revoked_at=clock.now())
