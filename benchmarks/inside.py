"""The application called within this process: its processor time against the floor's, and its statements."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from io import BytesIO
from statistics import median
from time import process_time
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from . import asking, people

BATCH = 100


class Ask(NamedTuple):
    """One thing that is asked, and by whom."""

    path: str
    body: Any = None
    people: range = people.READERS


class Compared(NamedTuple):
    """Microseconds of this process, and how many times the floor's that is: a median, the least and the most."""

    floor: float
    app: float
    times: float
    least: float
    most: float


Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


def application() -> Application:
    """Return the service's own application."""
    found: Application = import_module("budget.wsgi").application
    return found


def floor(database: str, today: date) -> Application:
    """Return the floor, which reads its environment when it is loaded."""
    os.environ |= {
        "FLOOR_DATABASE": database,
        "FLOOR_KEY": settings.TOKEN_KEYS[0].hex(),
        "FLOOR_START_DAY": str(people.start_day(today)),
    }
    found: Application = import_module("benchmarks.floor").application
    return found


def compare(app: Application, base: Application, ask: Ask, rounds: int) -> Compared:
    """Return what a request costs on both, in batches that take turns."""
    asked = [
        (app, [asking.environ(person, ask.path, ask.body) for person in ask.people]),
        (base, [asking.environ(person, ask.path, ask.body, floor=True) for person in ask.people]),
    ]
    for one, environs in asked:
        _batch(one, environs)
    took = [[_batch(one, environs) for one, environs in asked] for _ in range(rounds)]
    ratios = [mine / floors for mine, floors in took]
    mine, floors = (median(column) for column in zip(*took, strict=True))
    return Compared(floors, mine, median(ratios), min(ratios), max(ratios))


def _batch(app: Application, environs: list[dict[str, Any]]) -> float:
    """Return the microseconds of processor time of one request, of a hundred."""
    chosen = [environs[number % len(environs)] | _fresh(environs[number % len(environs)]) for number in range(BATCH)]
    began = process_time()
    for environ in chosen:
        call(app, environ)
    return (process_time() - began) * 1e6 / BATCH


def _fresh(environ: dict[str, Any]) -> dict[str, Any]:
    return {"wsgi.input": BytesIO(environ["wsgi.input"].getvalue())}


def call(app: Application, environ: dict[str, Any]) -> bytes:
    """Return the body of the answer. Raises RuntimeError unless it is 200 or 201."""
    started: list[str] = []
    answer = app(environ, lambda status, headers, *rest: started.append(status))
    try:
        body = b"".join(answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    if not started[0].startswith(("200", "201")):
        raise RuntimeError(f"{environ['PATH_INFO']}: {started[0]} {body[:300]!r}")
    return body


def statements(app: Application, environ: dict[str, Any]) -> int:
    """Return how many statements a request takes, those that begin and end a transaction not counted."""
    call(app, environ | _fresh(environ))
    with _counting() as seen:
        call(app, environ | _fresh(environ))
    return len(seen)


@contextmanager
def _counting() -> Iterator[list[str]]:
    seen: list[str] = []

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield seen
