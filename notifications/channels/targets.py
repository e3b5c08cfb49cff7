"""What people give as targets, read field by field."""

from collections.abc import Mapping
from typing import Any

from core.errors import FieldNotText, FieldRequired, FieldUnknown

LONGEST = 2048


def read_texts(target: Mapping[str, Any], *fields: str) -> list[str]:
    """Return the texts of these fields, and of no others. Raises Invalid with the field in `attr`."""
    require_only(target, *fields)
    return [read_text(target, field) for field in fields]


def require_only(target: Mapping[str, Any], *fields: str) -> None:
    """Raise FieldUnknown for a field that is none of these."""
    for field in target:
        if field not in fields:
            raise FieldUnknown(attr=field)


def read_text(target: Mapping[str, Any], field: str) -> str:
    """Return a text that is there. Raises FieldRequired or FieldNotText."""
    value = target.get(field)
    if value is None or value == "":
        raise FieldRequired(attr=field)
    if not isinstance(value, str) or len(value) > LONGEST or not value.strip().isprintable():
        raise FieldNotText(attr=field)
    return value.strip()


def masked_url(url: str) -> str:
    """Return host and port of an address as it is kept, and the end of the rest."""
    host, slash, rest = url.partition("://")[2].partition("/")
    return f"{host}/…{tail(slash + rest)}"


def tail(secret: str) -> str:
    """Return the end of a secret, enough to recognise it; nothing where it is short."""
    return secret[-4:] if len(secret) >= 16 else ""
