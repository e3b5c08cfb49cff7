"""Cursors: where a page ended, signed for the list it belongs to."""

from hashlib import sha256
from typing import Any

from django.core.signing import BadSignature, Signer

from core.errors import CursorInvalid


def _signer(scope: str) -> Signer:
    return Signer(salt="cursor " + sha256(scope.encode()).hexdigest())


def write_cursor(position: list[Any], *, scope: str) -> str:
    """Return a cursor for the row at `position`. `scope` is what makes this list this one: owner, filter, order."""
    return _signer(scope).sign_object(position)


def read_cursor(cursor: str, *, scope: str) -> list[Any]:
    """Return the position in a cursor. Raises CursorInvalid for a cursor of another list, or none of ours."""
    try:
        position: list[Any] = _signer(scope).unsign_object(cursor)
    except (BadSignature, ValueError) as error:
        raise CursorInvalid(attr="cursor") from error
    return position
