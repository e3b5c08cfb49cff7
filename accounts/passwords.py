"""Passwords: what may be one, and whether this is it."""

import logging

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from core.errors import (
    Invalid,
    PasswordOfOurWords,
    PasswordTooCommon,
    PasswordTooShort,
    PasswordTooSimilar,
    TokenInvalid,
    TooManyAttempts,
    WrongCredentials,
    WrongPassword,
)

from . import limits, selectors
from .models import User

log = logging.getLogger("harumok.auth")

REFUSALS: dict[str | None, type[Invalid]] = {
    error.code: error for error in (PasswordTooShort, PasswordTooCommon, PasswordTooSimilar, PasswordOfOurWords)
}


def validate(password: str, user: User, *, attr: str) -> None:
    """Raise an error of REFUSALS for a password that `user` cannot have."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise REFUSALS[error.error_list[0].code](attr=attr) from error


def check_password(username: str, password: str, address: str) -> User:
    """Return the person whose name and password these are.

    Every password of every interface is checked here, so that all share one count. It takes the same time for names
    that nobody has. Raises TooManyAttempts or WrongCredentials.
    """
    try:
        counted = limits.count_login(username, address)
    except TooManyAttempts:
        log.warning("password refused: too many attempts, address=%s", address)
        raise
    user = selectors.active_user(username)
    # For somebody without a password Django computes a hash all the same.
    if not (user or User()).check_password(password) or user is None:
        log.warning("password refused: wrong, user=%s address=%s", user and user.pk, address)
        raise WrongCredentials
    limits.take_back(counted)
    return user


def confirm(user: User, password: str, address: str, *, attr: str) -> User:
    """Return the person, read anew, whose password this is as well. Raises WrongPassword or TooManyAttempts."""
    try:
        checked = check_password(user.username, password, address)
    except WrongCredentials as error:
        raise WrongPassword(attr=attr) from error
    if checked.pk != user.pk:
        # Erased meanwhile, and the name is somebody else's by now.
        raise TokenInvalid
    return checked


def hold(user: User, *, whole: bool = False) -> None:
    """Keep a person's row as it is until the transaction ends; `whole`: against new rows that point to it, too.

    Raises WrongCredentials if the password was changed, or the person is gone, since `user` was read.
    """
    rows = User.objects.select_for_update(no_key=not whole)
    if rows.filter(pk=user.pk, password=user.password, is_active=True).first() is None:
        raise WrongCredentials
