"""The application called within this process: its processor time against the floor's, and its statements."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from io import BytesIO
from random import sample
from statistics import quantiles
from time import process_time
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection

from . import asking, people

# Few, so that some of the batches pass without being interrupted.
BATCH = 2


class Ask(NamedTuple):
    """One thing that is asked, and by whom."""

    path: str
    body: Any = None
    people: range = people.READERS


class Compared(NamedTuple):
    """Microseconds of this process for a request on the floor and on the service, at the twentieth of all batches.

    What else runs on the machine only ever adds to it. `least` and `most` are of the ratios of the turns.
    """

    floor: float
    app: float
    least: float
    most: float

    @property
    def times(self) -> float:
        """How many times the floor's the service's is."""
        return self.app / self.floor


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
    took = [[_batch(one, environs) for one, environs in asked] for _ in range(rounds)]
    ratios = sorted(mine / floors for mine, floors in took)
    mine, floors = (quantiles(column, n=20)[0] for column in zip(*took, strict=True))
    return Compared(floors, mine, ratios[0], ratios[-1])


def _batch(app: Application, environs: list[dict[str, Any]]) -> float:
    """Return the microseconds of processor time of one request."""
    chosen = [environ | _fresh(environ) for environ in sample(environs, BATCH)]
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
