"""JSON as the standard has it, and nothing around it."""

import json
import re
from collections.abc import Mapping
from math import isinf
from typing import IO, Any, NoReturn

from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

# Every integer the API knows has at most 13 digits; longer ones are refused by the fields, absurd ones here.
LONGEST_NUMBER = 400
# Twice as deep as anything here, and more.
DEEPEST = 16
# A string that never ends is one, too: looking for its end again from every quote in it would take quadratic time.
STRING_OR_BRACKET = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[][{}]', re.DOTALL)


class StrictJSONParser(BaseParser):
    """Refuses what `json` lets through: NaN, doubled keys, absurd numbers, lone surrogates, bottomless nesting."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """Return the parsed body. Raises ParseError (400)."""
        try:
            text = stream.read().decode("utf-8")
            _refuse_depth(text)
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
        except json.JSONDecodeError as error:
            text = _("This is not valid JSON: look at line {line}, column {column}.")
            raise ParseError(text.format(line=error.lineno, column=error.colno)) from error
        except UnicodeError as error:
            raise ParseError(_("The body is not UTF-8 text.")) from error
        if data is None:
            raise ParseError(_("A body of null says nothing."))
        return data


def _refuse_depth(text: str) -> None:
    """Refuse what is nested more deeply than DEEPEST, before a parser recurses: how far it can depends on Python."""
    if text.count("[") + text.count("{") <= DEEPEST:
        return
    depth = 0
    for token in STRING_OR_BRACKET.finditer(text):
        bracket = token[0]
        depth += (bracket in "[{") - (bracket in "]}")
        if depth > DEEPEST:
            raise ParseError(_("The JSON is nested too deeply."))


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ParseError(_("A key stands twice in one JSON object."))
    return found


def _refuse_constant(name: str) -> NoReturn:
    raise ParseError(_("{name} is not JSON.").format(name=name))


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ParseError(_("A number is too long."))
    return int(digits)


def _real(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER or isinf(value := float(digits)):
        raise ParseError(_("A number is too large."))
    return value
