"""Requests as bytes that need no more work, and as what WSGI makes of them."""

import json
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import jwt
from django.conf import settings

from accounts import tokens
from accounts.models import User

from .load import KEY
from .people import TIME_ZONE, login_of, start_day, today

SUMMARY, RECOMMENDATION = "/api/expenses/daily-summary/", "/api/expenses/daily-recommendation/"
STATISTICS, LIST, CREATE = "/api/expenses/spending-statistics/", "/api/expenses/list/", "/api/expenses/create/"
BUDGET = "/api/budget/recommendation/"
LUNCH = {"category": "food", "amount": 9500, "memo": "김치찌개"}
TWO_MILLION = {"total_amount": 2_000_000}


def of(people: Iterable[int], path: str, body: Any = None, *, floor: bool = False, keyed: bool = False) -> list[str]:
    """Return one request of each of these people; `keyed`: with an Idempotency-Key that is new each time."""
    return [_request(person, path, body, floor=floor, keyed=keyed) for person in people]


def month_path(today: date) -> str:
    """Return the address of the list of the last twenty days, in which each of the three histories has twenty rows."""
    return f"{LIST}?start_date={today - timedelta(19)}&end_date={today}"


def environ(person: int, path: str, body: Any = None, *, floor: bool = False) -> dict[str, Any]:
    """Return the same for a call of the application itself."""
    content = b"" if body is None else json.dumps(body).encode()
    path, _, query = path.partition("?")
    return {
        "REQUEST_METHOD": "GET" if body is None else "POST",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_AUTHORIZATION": f"Bearer {_token(person, floor=floor)}",
        "CONTENT_TYPE": "application/json" if content else "",
        "CONTENT_LENGTH": str(len(content)),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(content),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


def _request(person: int, path: str, body: Any, *, floor: bool, keyed: bool) -> str:
    content = "" if body is None else json.dumps(body)
    lines = [
        f"{'GET' if body is None else 'POST'} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        f"Authorization: Bearer {_token(person, floor=floor)}",
    ]
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content.encode())}"]
    if keyed:
        lines.append(f"Idempotency-Key: {KEY.decode()}")
    return "\r\n".join([*lines, "", ""]) + content


def _token(person: int, *, floor: bool) -> str:
    if not floor:
        user = User(pk=person, time_zone=TIME_ZONE, month_start_day=start_day(today()))
        return tokens.issue_access(login_of(person), user)
    expires = datetime.now(UTC) + timedelta(minutes=15)
    claims = {"sub": str(person), "iss": "floor", "aud": "floor", "exp": expires}
    return jwt.encode(claims, settings.TOKEN_KEYS[0], algorithm="HS256")
