"""Writes about people: registration, settings, passwords, erasure."""

import logging
import re
import unicodedata
from typing import NamedTuple, TypedDict, Unpack
from uuid import UUID

from django.contrib.admin.models import LogEntry
from django.contrib.auth.tokens import default_token_generator
from django.db import IntegrityError, transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from core.errors import (
    CurrencyInUse,
    NotFound,
    TokenInvalid,
    UnknownCurrency,
    UnknownTimeZone,
    UsernameNotAllowed,
    UsernameTaken,
)

from . import limits, logins, passwords, remnants, selectors
from .models import User, username_key

log = logging.getLogger("harumok.auth")


class Settings(TypedDict, total=False):
    """The settings of a person; only those given change."""

    email: str
    language: str | None
    time_zone: str
    currency: str
    month_start_day: int
    rounding_unit: int
    floor_percent: int
    share_anonymously: bool


class ResetKey(NamedTuple):
    """The two parts of a link that sets a new password, once, within PASSWORD_RESET_TIMEOUT seconds."""

    uid: str
    token: str


def register(*, username: str, password: str, address: str, **settings: Unpack[Settings]) -> User:
    """Return a new person.

    Raises UsernameNotAllowed, UsernameTaken, UnknownTimeZone, TooManyAttempts, or what passwords.validate raises.
    """
    _require_known(settings)
    user = _draft(username, password, User(**settings))
    _insert(user, address)
    log.info("registered: user=%s address=%s", user.pk, address)
    return user


def create_staff(*, username: str, password: str) -> User:
    """Return a new person who may use the admin pages. Raises what `register` raises."""
    user = _draft(username, password, User(is_staff=True, is_superuser=True))
    _insert(user)
    log.info("staff created: user=%s", user.pk)
    return user


def update_settings(*, user: User, changes: Settings) -> User:
    """Return the person with changed settings. Raises UnknownTimeZone, UnknownCurrency or CurrencyInUse."""
    _require_known(changes)
    with transaction.atomic():
        # Held against new amounts, too, which point to this row.
        row = User.objects.select_for_update().filter(pk=user.pk).first()
        if row is None:
            raise TokenInvalid
        changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
        if "currency" in changed and (row.expenses.exists() or row.budget_lines.exists()):
            raise CurrencyInUse(attr="currency")
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=changed)
    return row


def change_password(*, user: User, sid: UUID | None, current: str, new: str, address: str) -> None:
    """Set a new password and end all other logins than `sid`.

    Raises WrongPassword, TooManyAttempts, or what passwords.validate raises.
    """
    checked = passwords.confirm(user, current, address, attr="current_password")
    passwords.validate(new, checked, attr="new_password")
    _replace_password(checked, new, spare=sid)
    log.info("password changed: user=%s login=%s address=%s", user.pk, sid, address)


def make_reset_key(*, username: str) -> ResetKey:
    """Return the key to a new password. Raises NotFound for a name that nobody active has."""
    user = selectors.active_user(username)
    if user is None:
        raise NotFound
    return ResetKey(urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user))


def reset_password(*, user: User, password: str) -> None:
    """Set a new password for somebody whose reset key was checked, and end all their logins.

    Raises WrongCredentials if the key was used meanwhile, or what passwords.validate raises.
    """
    passwords.validate(password, user, attr="new_password")
    _replace_password(user, password, spare=None)
    log.info("password reset: user=%s", user.pk)


def set_active(*, user: User, active: bool) -> None:
    """Let a person in, or shut them out: from the very next request, and their logins do not come back."""
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_active=active)
        if not active:
            logins.end_logins(user=user)
    log.warning("activated: user=%s" if active else "deactivated: user=%s", user.pk)


def erase(*, user: User, password: str, address: str) -> None:
    """Delete a person with all they have, without a trace in the file. Raises WrongPassword or TooManyAttempts."""
    checked = passwords.confirm(user, password, address, attr="password")
    with transaction.atomic():
        passwords.hold(checked, whole=True)
        limits.forget_name(checked.username)
        # What staff changed about them is kept by name.
        LogEntry.objects.filter(
            content_type__app_label="accounts", content_type__model="user", object_id=str(checked.pk)
        ).delete()
        checked.delete()
        remnants.owe()
        transaction.on_commit(remnants.remove, robust=True)
    log.info("erased: user=%s address=%s", user.pk, address)


def _draft(username: str, password: str, user: User) -> User:
    """Return `user`, unsaved, with a name and a password that they can have."""
    user.username = unicodedata.normalize("NFKC", username)
    user.username_key = username_key(username)
    user.email = User.objects.normalize_email(user.email)
    if not _is_allowed(user.username):
        raise UsernameNotAllowed(attr="username")
    passwords.validate(password, user, attr="password")
    user.set_password(password)
    return user


def _is_allowed(username: str) -> bool:
    least = 2 if any(unicodedata.name(letter, "").startswith("HANGUL") for letter in username) else 3
    return least <= len(username) <= 150 and re.fullmatch(r"[\w.@+-]+", username) is not None


def _insert(user: User, address: str | None = None) -> None:
    # Of two at the same moment one finds the name taken here, and nowhere earlier.
    try:
        with transaction.atomic():
            if address is not None:
                limits.count_registration(address)
            user.save(force_insert=True)
    except IntegrityError as error:
        raise UsernameTaken(attr="username") from error


def _require_known(settings: Settings) -> None:
    if settings.get("time_zone", "Asia/Seoul") not in selectors.time_zones():
        raise UnknownTimeZone(attr="time_zone")
    if settings.get("currency", "KRW") not in selectors.currencies():
        raise UnknownCurrency(attr="currency")


def _replace_password(user: User, password: str, *, spare: UUID | None) -> None:
    replaced = User(pk=user.pk)
    # Hashing takes its time, and nobody waits for it with the row held.
    replaced.set_password(password)
    with transaction.atomic():
        passwords.hold(user)
        replaced.save(update_fields=["password"])
        logins.end_logins(user=user, spare=spare)
