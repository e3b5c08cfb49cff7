"""The floor: what an answer costs without a framework. One statement through the driver, PyJWT, orjson, nothing else.

`GET` answers the daily summary of the token's owner, `POST` stores one expense. gunicorn loads this file by itself
(--chdir benchmarks), so it imports nothing of ours; FLOOR_DATABASE is an address of PostgreSQL or a file of SQLite.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import jwt
import orjson
import psycopg

DATABASE = os.environ["FLOOR_DATABASE"]
KEY = bytes.fromhex(os.environ["FLOOR_KEY"])
START_DAY = int(os.environ["FLOOR_START_DAY"])
ON_POSTGRESQL = DATABASE.startswith("postgres")
SEOUL = timezone(timedelta(hours=9))
SUMMARY = """
    WITH plan AS (
        SELECT id FROM budget_management_monthplan WHERE owner_id = %s AND month <= %s ORDER BY month DESC LIMIT 1
    ), spent AS (
        SELECT category_id, SUM(amount) AS total, SUM(CASE WHEN spent_on < %s THEN 0 ELSE amount END) AS on_day
        FROM expenses_expense
        WHERE owner_id = %s AND spent_on >= %s AND spent_on <= %s AND NOT excluded_from_total
        GROUP BY category_id
    )
    SELECT c.code, c.label_ko, l.amount, s.total, s.on_day
    FROM categories_category c
    LEFT JOIN budget_management_budgetline l ON l.plan_id = (SELECT id FROM plan) AND l.category_id = c.id
    LEFT JOIN spent s ON s.category_id = c.id
    WHERE l.id IS NOT NULL OR s.total IS NOT NULL
    ORDER BY c.position, c.id
"""
STORE = """
    INSERT INTO expenses_expense (owner_id, category_id, amount, spent_on, memo, memo_folded, excluded_from_total,
        created_at, updated_at, idempotency_fingerprint)
    VALUES (%s, (SELECT id FROM categories_category WHERE owner_id IS NULL AND code = %s), %s, %s, %s, %s, {no},
        %s, %s, '')
    RETURNING id
"""
_threads = threading.local()


def _execute(statement: str, values: list[Any]) -> list[tuple[Any, ...]]:
    if ON_POSTGRESQL:
        done = _connection().execute(statement, values, prepare=True)
    else:
        done = _connection().execute(statement, list(map(str, values)))
    found: list[tuple[Any, ...]] = done.fetchall()
    return found


def _connection() -> Any:
    if not hasattr(_threads, "connection"):
        connect: Callable[..., Any] = psycopg.connect if ON_POSTGRESQL else sqlite3.connect
        _threads.connection = connect(
            DATABASE, **({"autocommit": True} if ON_POSTGRESQL else {"isolation_level": None})
        )
    return _threads.connection


def _in_dialect(statement: str) -> str:
    return statement.format(no="false") if ON_POSTGRESQL else statement.format(no="0").replace("%s", "?")


_SUMMARY, _STORE = _in_dialect(SUMMARY), _in_dialect(STORE)


def _month_of(day: date) -> tuple[date, date]:
    """Return the month's first day and the next one's."""
    first = day.replace(day=START_DAY)
    if first > day:
        first = (first.replace(day=1) - timedelta(1)).replace(day=START_DAY)
    return first, (first.replace(day=28) + timedelta(4)).replace(day=START_DAY)


def _summary(owner: int) -> dict[str, Any]:
    today = datetime.now(SEOUL).date()
    first, end = _month_of(today)
    elapsed, days = (today - first).days + 1, (end - first).days
    values = [owner, first.year * 100 + first.month, today, owner, first, today]
    categories = []
    for code, label, budget, total, on_day in _execute(_SUMMARY, values):
        appropriate = int(budget or 0) * elapsed // days
        spent = int(total or 0)
        categories.append(
            {
                "category": code,
                "label": label,
                "total_expense": int(on_day or 0),
                "spent": spent,
                "appropriate_expense": appropriate,
                "risk_percentage": round(spent * 100 / appropriate, 1) if appropriate else None,
            }
        )
    return {
        "date": today,
        "total_expense": sum(one["total_expense"] for one in categories),
        "category_summary": categories,
    }


def _store(owner: int, body: bytes) -> dict[str, Any]:
    given = orjson.loads(body)
    now, memo = datetime.now(UTC), given.get("memo", "")
    today = now.astimezone(SEOUL).date()
    values = [owner, given["category"], given["amount"], today, memo, memo, now, now]
    [(id,)] = _execute(_STORE, values)
    return {"id": id, **given, "date": today}


def _owner_of(environ: dict[str, Any]) -> int:
    token = environ["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    claims = jwt.decode(token, KEY, algorithms=["HS256"], audience="floor", issuer="floor")
    return int(claims["sub"])


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer; `/readyz` without a token."""
    if environ["PATH_INFO"] == "/readyz":
        status, answer = "200 OK", b"{}"
    elif environ["REQUEST_METHOD"] == "POST":
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        status, answer = "201 Created", orjson.dumps(_store(_owner_of(environ), body))
    else:
        status, answer = "200 OK", orjson.dumps(_summary(_owner_of(environ)))
    start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
