"""JSON as the standard has it, and nothing around it."""

import json
from collections.abc import Mapping
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

# Every integer the API knows has at most 13 digits; longer ones are refused by the fields, absurd ones here.
LONGEST_NUMBER = 400


class StrictJSONParser(BaseParser):
    """Refuses what `json` lets through: NaN, doubled keys, absurd numbers, lone surrogates, bottomless nesting."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the parsed body. Raises ParseError (400)."""
        try:
            text = stream.read().decode("utf-8")
            data = json.loads(
                text,
                object_pairs_hook=_unique_keys,
                parse_constant=_refuse_constant,
                parse_int=_whole,
                parse_float=_real,
            )
            if "\\u" in text:
                # Escapes can smuggle in halves of characters, which SQLite stores and can then never read again.
                json.dumps(data, ensure_ascii=False).encode("utf-8")
        except RecursionError as error:
            raise ParseError(_("The JSON is nested too deeply.")) from error
        except ValueError as error:
            raise ParseError(_("This is not valid JSON in UTF-8: {reason}.").format(reason=str(error)[:200])) from error
        return data


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number is too long")
    return int(digits)


def _real(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER or (value := float(digits)) in (float("inf"), float("-inf")):
        raise ValueError("a number is too large")
    return value
