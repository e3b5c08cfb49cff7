from io import BytesIO

import pytest
from rest_framework.exceptions import ParseError

from core.api.parsers import StrictJSONParser


def parse(body: bytes):
    return StrictJSONParser().parse(BytesIO(body))


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"amount": 12000, "memo": null}', {"amount": 12000, "memo": None}),
        ('{"memo": "점심"}'.encode(), {"memo": "점심"}),
        (rb'{"memo": "\ud83c\udf5a \u0030 \\ud800"}', {"memo": "🍚 0 \\ud800"}),
        (b"[1.5, true]", [1.5, True]),
        (b'["' + b"[" * 500 + b'", "\\"[{"]', ["[" * 500, '"[{']),
        (b"[" + b"[]," * 500 + b"[]]", [[]] * 501),
        (b"[" * 16 + b"]" * 16, [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]),
    ],
)
def test_it_reads_json(body, value):
    assert parse(body) == value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"amount": NaN}',
        b'{"amount": Infinity}',
        b'{"amount": 1e400}',
        b'{"amount": -1e400}',
        b'{"amount": ' + b"9" * 5_000 + b"}",
        b'{"amount": 0.' + b"1" * 5_000 + b"}",
        b'{"amount": 1, "amount": 2}',
        b'{"a": [{"b": 1, "b": 2}]}',
        b"[" * 17 + b"]" * 17,
        b"[" * 5_000 + b"]" * 5_000,
        b"[" * 900_000,
        b'"' * 999_999,
        b"[" + b"[]," * 20 + b'"' + b'\\"' * 450_000,
        b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
        rb'{"memo": "\ud800"}',
        rb'{"\udfff": 1}',
        '{"memo": "점심"}'.encode("utf-16"),
        b'{"memo": "\xff"}',
        b'\xef\xbb\xbf{"memo": ""}',
        b'{"memo": "\x00"}',
        b'{"a": 1_0}',
        b'{"a": 01}',
        "{'a': ١}".encode(),
        b"null",
    ],
    ids=lambda body: body[:24].decode("latin-1"),
)
def test_it_refuses_what_is_not_json(body):
    with pytest.raises(ParseError):
        parse(body)
