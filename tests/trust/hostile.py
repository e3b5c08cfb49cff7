"""Requests that nobody means well with, each under a name, in the bytes that go over the socket."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from core.api.description import description
from tests.servers import Person

CRLF = "\r\n"
PERIOD = "start_date=2026-11-01&end_date=2026-11-30"
DEEP = 5_000
# JSON as it is sent, where an amount, a day, a text or a choice is meant.
VALUES = {
    "null": "null",
    "true": "true",
    "a list": "[]",
    "an object": "{}",
    "1.5": "1.5",
    "-1": "-1",
    "1e3": "1e3",
    "1e400": "1e400",
    "NaN": "NaN",
    "-Infinity": "-Infinity",
    "5,000 digits": "9" * DEEP,
    "2 to the 63rd": str(2**63),
    "an underscore": '"1_0"',
    "Arabic digits": '"١٢٣"',
    "NUL": r'"a\u0000b"',
    "half a character": r'"\ud800"',
    "its other half, raw": '"\udc80"',
    "year 0": '"0000-01-01"',
    "year 10000": '"10000-01-01"',
    "30 February": '"2026-02-30"',
    "100,000 letters": json.dumps("x" * 100_000),
    "5,000 deep": "[" * DEEP + "]" * DEEP,
    "SQL": json.dumps("'; DROP TABLE expenses_expense; --"),
    "a path": '"../../etc/passwd"',
}
# A body for each operation that writes, and the fields in which the values are tried.
WRITES = {
    ("POST", "/api/expenses/create/"): (
        '{"category": "food", "amount": 9500}', ("category", "amount", "date", "excluded_from_total"),
    ),
    ("POST", "/api/budget/"): ('{"category": "food", "amount": 1}', ("category", "amount", "fixed_amount", "month")),
    ("POST", "/api/budget/recommendation/"): ('{"total_amount": 2000000}', ("total_amount", "group_below")),
    ("PATCH", "/api/accounts/me/"): ("{}", ("time_zone", "currency", "month_start_day", "language")),
    ("PUT", "/api/notifications/settings/"): ("{}", ("morning", "alerts", "hide_amounts", "silent")),
    ("POST", "/api/notifications/channels/"): ('{"type": "webhook", "target": {}}', ("type", "target")),
    ("POST", "/api/accounts/login/"): ('{"username": "x", "password": "y"}', ("username",)),
    ("POST", "/api/token/refresh/"): ('{"refresh": "x"}', ("refresh",)),
}  # fmt: skip
# What is right where it stands.
RIGHT = {
    ("excluded_from_total", "true"), ("language", "null"), ("hide_amounts", "true"), ("morning", "an object"),
    ("alerts", "an object"), ("silent", "an object"),
}  # fmt: skip
BODIES = {
    "no body": b"",
    "blanks": b"  \n",
    "null": b"null",
    "a number": b"1",
    "a text": b'"x"',
    "a list of lists": b"[[]]",
    "cut short": b'{"amount": 1',
    "more behind it": b"{} {}",
    "a key twice": b'{"amount": 1, "amount": 2}',
    "a key twice, in another writing": rb'{"amount": 1, "\u0061mount": 2}',
    "single quotes": b"{'amount': 1}",
    "a comment": b"{} // hello",
    "a comma too many": b'{"amount": 1,}',
    "UTF-16": '{"amount": 1}'.encode("utf-16"),
    "UTF-32": '{"amount": 1}'.encode("utf-32"),
    "a byte order mark": b'\xef\xbb\xbf{"amount": 1}',
    "Latin-1": '{"memo": "é"}'.encode("latin-1"),
    "overlong UTF-8": b'{"memo": "\xc0\xaf"}',
    "a surrogate in UTF-8": b'{"memo": "\xed\xa0\x80"}',
    "NUL": b'{"memo": "\x00"}',
    "unknown fields": b'{"__proto__": 1, "id": 1, "owner": 1, "owner_id": 1}',
    "1,000 unknown fields": json.dumps(dict.fromkeys(map(str, range(1_000)), 1)).encode(),
    "objects 5,000 deep": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "brackets only": b"[" * 900_000,
    "quotes only": b'"' * 900_000,
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00\x43\xbf\xa6\xa3\x02\x00\x00\x00",
}
TOO_LARGE = {"a million and two": 1_000_002, "three million": 3_000_000}
QUERIES = {
    "/api/expenses/list/": [
        "", "start_date=2026-11-01", "start_date=0000-01-01&end_date=2026-11-30",
        "start_date=2026-11-01&end_date=10000-01-01", "start_date=2026-11-30&end_date=2026-11-01",
        "start_date=1900-01-01&end_date=2999-12-31", "start_date=2026-02-30&end_date=2026-11-30",
        "start_date=2026-11-1&end_date=2026-11-30", "start_date=20261101&end_date=20261130",
        "start_date=%D9%A2%D9%A0%D9%A2%D9%A6-11-01&end_date=2026-11-30", f"{PERIOD}&{PERIOD}",
        *(f"{PERIOD}&{more}" for more in (
            "x=1", "category=nowhere", "category=", "category=%00", "category=%ff", "category=%ed%a0%80",
            "min_amount=1_0", "min_amount=-1", "min_amount=1e3", "min_amount=%D9%A1", "min_amount=", "min_amount=1.0",
            "max_amount=99999999999999", "max_amount=0x10", "limit=0", "limit=501", "limit=1.5", "limit=%2B1", "limit=",
            "limit=1&limit=2", "ordering=", "ordering=id", "ordering=-amount,date", "ordering=amount;--",
            "cursor=", "cursor=x", "cursor=W10:x:y", f"cursor={'x' * 2_000}", f"search={'x' * 501}", "search=%00",
            "search=%c3%28", "search[]=x", "search=a&search=b", "&".join(f"a{n}=1" for n in range(1_001)),
        )),
    ],
    "/api/expenses/daily-recommendation/": [
        "date=", "date=today", "date=0000-01-01", "date=10000-01-01", "date=1899-12-31", "date=3000-01-01",
        "date=2026-11-23T00:00:00", "date=%EF%BC%92026-11-23", "date=2026-11-23&date=2026-11-24", "month=2026-11",
    ],
    "/api/expenses/daily-summary/": ["date=2026-13-01", "date=%00", "date=-1"],
    "/api/expenses/spending-statistics/": ["date=2026-11-31", "date[]=2026-11-23", "limit=1"],
    "/api/budget/": [
        "month=", "month=2026-13", "month=2026-00", "month=0000-01", "month=10000-01",
        "month=202611", "month=2026-11-01",
    ],
    "/api/notifications/inbox/": ["limit=0", "limit=1000000", "cursor=x", "unread=yes", "unread="],
    "/api/notifications/deliveries/": ["cursor=x", "limit=x", "state=sent"],
    "/api/notifications/preview/": ["", "kind=", "kind=noon"],
    "/api/categories/": ["x", "a=%", "a=%zz", "a=%ff", "%00=1", "=", "a=1&a=2", "x" * 8_000],
}  # fmt: skip
IDS = [
    "0", "00", "01", "-1", "+1", "1.0", "1e3", "0x1", "1_0", "%D9%A1", "%EF%BC%91", "x", "null", "%20", "%00", "%ff",
    "%ed%a0%80", "%2e%2e", "..%2f1", "%2F", "1;DROP", "9223372036854775807", "9223372036854775808", "9" * 40,
    "1%0d%0aX:1",
]  # fmt: skip
PLACES = [
    "/api/expenses/{}/", "/api/notifications/channels/{}/", "/api/notifications/inbox/{}/",
    "/api/accounts/sessions/{}/", "/api/budget/{}/",
]  # fmt: skip
MEDIA_TYPES = [
    "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
    "multipart/form-data", "application/json5", "application/*", "*/*", "garbage", "/", ";", "text/html",
]  # fmt: skip
AUTHORIZATIONS = [
    "", "Bearer", "Bearer ", "Bearer x", "Bearer x y", "Basic YTpi", "Token x", "Bearer ..", "Bearer a.b.c",
    "Bearer " + "a" * 4_000,
    "Bearer eyJhbGciOiJub25lIn0.eyJzaWQiOiIxIn0.", "Bearer \u00e9", "bearer null", "Digest username=x",
]  # fmt: skip
KEYS = ["", " ", "x" * 256, "é", "a\tb", "\x7f"]
ACCEPTS = ["text/html", "application/xml", "image/*", "garbage", "text/html;q=1"]
TARGETS = [
    "/api/nothing/",
    "/api/",
    "/api",
    "/api/%00/",
    "/api/%ff/",
    "/api/../admin/",
    "/api/expenses//",
    "/api/expenses/create/x/",
    "/api/;/",
]
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")


class Hostile(NamedTuple):
    """A request: where to, and what is hostile in it. `is_cut`: less comes than was announced, and then nothing."""

    place: str
    name: str
    content: bytes
    is_cut: bool = False


def request(person: Person, method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """Return a request of somebody who is logged in; a header that is named here replaces theirs."""
    mine = {
        "Host": "localhost",
        "Connection": "close",
        "Authorization": person.client.headers["Authorization"],
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
    }
    mine |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}{CRLF}" for name, value in mine.items())
    return f"{method} {path} HTTP/1.1{CRLF}{head}{CRLF}".encode() + body


def all_of(person: Person) -> Iterator[Hostile]:
    yield from _values(person)
    yield from _bodies(person)
    yield from _queries(person)
    yield from _places(person)
    yield from _methods(person)
    yield from _headers(person)


def _values(person: Person) -> Iterator[Hostile]:
    for (method, path), (body, fields) in WRITES.items():
        for field in fields:
            for name, value in VALUES.items():
                others = {one: json.dumps(other) for one, other in json.loads(body).items()} | {field: value}
                sent = "{" + ", ".join(f'"{one}": {other}' for one, other in others.items()) + "}"
                sent = f"[{sent}]" if path == "/api/budget/" else sent
                content = request(person, method, path, sent.encode(errors="surrogateescape"))
                if (field, name) not in RIGHT:
                    yield Hostile(f"{method} {path} {field}", name, content)


def _bodies(person: Person) -> Iterator[Hostile]:
    for method, path in WRITES:
        if method != "PATCH":
            for name, body in BODIES.items():
                yield Hostile(f"{method} {path} body", name, request(person, method, path, body))
    for name, size in TOO_LARGE.items():
        body = b'{"memo": "' + b"x" * (size - 12) + b'"}'
        yield Hostile("POST /api/expenses/ body", name, request(person, "POST", "/api/expenses/", body))


def _queries(person: Person) -> Iterator[Hostile]:
    for path, queries in QUERIES.items():
        for number, query in enumerate(queries):
            name = query if len(query) < 90 else f"{query[:60]}… ({number})"
            yield Hostile(f"GET {path}", name, request(person, "GET", f"{path}?{query}"))


def _places(person: Person) -> Iterator[Hostile]:
    for place in PLACES:
        for one in IDS:
            yield Hostile(f"DELETE {place}", one, request(person, "DELETE", place.format(one)))
    for target in TARGETS:
        yield Hostile("GET", target, request(person, "GET", target))


def _methods(person: Person) -> Iterator[Hostile]:
    for path, item in description()["paths"].items():
        known = {method.upper() for method in item} | ({"HEAD"} if "get" in item else set())
        for method in METHODS:
            if method not in known:
                here = path.format(id=1, sid=1, category="nowhere")
                yield Hostile(path, method, request(person, method, here, b"{}"))


def _headers(person: Person) -> Iterator[Hostile]:
    path, lunch = "/api/expenses/create/", b'{"category": "food", "amount": 9500}'
    for name, values in (("Content_Type", MEDIA_TYPES), ("Idempotency_Key", KEYS), ("Accept", ACCEPTS)):
        for value in values:
            told = value if len(value) < 40 else f"{value[0]} × {len(value)}"
            yield Hostile(f"POST {path} {name}", ascii(told), request(person, "POST", path, lunch, **{name: value}))
    for value in AUTHORIZATIONS:
        told = value if len(value) < 60 else f"{value[:20]}…"
        yield Hostile(
            "GET /api/accounts/me/ Authorization",
            ascii(told),
            request(person, "GET", "/api/accounts/me/", Authorization=value),
        )
    for host in ("evil.example", "", "localhost:x", "a b", "[::1", "localhost,evil.example"):
        yield Hostile("GET /api/categories/ Host", ascii(host), request(person, "GET", "/api/categories/", Host=host))
    for length in ("-1", "x", "1.0", "99999999999999999999", "+36", "36, 36"):
        yield Hostile(
            f"POST {path} Content-Length", length, request(person, "POST", path, lunch, Content_Length=length), True
        )
    for encoding in ("gzip", "identity", "chunked, gzip", "xchunked"):
        yield Hostile(
            f"POST {path} Transfer-Encoding", encoding, request(person, "POST", path, lunch, Transfer_Encoding=encoding)
        )
