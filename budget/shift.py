"""Few of a web server's threads at work, the others ready for when those few wait.

Many threads are there for requests that wait: for a body, a lock, a hash, a receiver. Where all of them work, they take
turns at Python's lock, at the database's connections and at the processor's caches, and each request costs more for it.
So there are places to work at, a few, and who keeps one for long loses it to another: as Go's scheduler has it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from threading import Event, Lock, get_ident
from time import monotonic, perf_counter, sleep
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.http import HttpResponse
from rest_framework.permissions import SAFE_METHODS

from .operations.observer import CAME
from .postgresql.base import DatabaseWrapper as PostgreSQL
from .wsgi import BODY_LEFT, Application

# Seconds after which somebody is taken for waiting.
LONG = 0.01


class Shift:
    """So many places to work at, for more threads than that.

    Who finds none waits for one. Who has done a request, and sees all places taken, rests: a server that has threads to
    spare gives its next requests to those who do not. Who loses a place while at work goes on without one.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._lock = Lock()
        # Each thread, and since when.
        self._at_work: dict[int, float] = {}
        self._aside: dict[int, float] = {}
        # Nobody waits while there is a place.
        self._waiting: deque[tuple[int, Lock]] = deque()
        self._resting: list[Lock] = []
        self._worth_a_look = Event()

    def begin(self) -> None:
        """Take a place, as soon as there is one."""
        with self._lock:
            if len(self._at_work) < self._places:
                self._seat(get_ident())
                return
            self._waiting.append((get_ident(), called := _locked()))
        called.acquire()

    def end(self, *, rest: bool) -> None:
        """Leave the place; return once this thread is of use again, or at once unless it may `rest`."""
        with self._lock:
            self._at_work.pop(get_ident(), None)
            if len(self._at_work) < self._places:
                self._call_waiting()
            if not rest or len(self._at_work) < self._places:
                return
            self._resting.append(called := _locked())
        called.acquire()

    def leave(self) -> None:
        """Give the place to somebody else, who may come at once, and go on without one."""
        with self._lock:
            if self._at_work.pop(get_ident(), None) is not None and len(self._at_work) < self._places:
                self._call_waiting() or self._call_resting()

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Wait for somebody's body, before there is any work."""
        with self._lock:
            self._aside[get_ident()] = monotonic()
            self._worth_a_look.set()
        try:
            yield
        finally:
            with self._lock:
                self._aside.pop(get_ident(), None)

    def relieve(self, now: float) -> None:
        """Have others do what those would who have waited for long, as of `now` in monotonic seconds."""
        with self._lock:
            threads = [self._aside, self._at_work] if len(self._at_work) >= self._places else [self._aside]
            for those in threads:
                for thread in [thread for thread, since in those.items() if since <= now - LONG]:
                    del those[thread]
                    # Two, so that however many wait, there is soon somebody for the others.
                    for _ in range(2):
                        self._call_waiting() or self._call_resting()
            if self._aside or len(self._at_work) >= self._places:
                self._worth_a_look.set()

    def watch(self) -> None:
        """Relieve whoever has to be, for ever; asleep while there are places and no bodies on their way."""
        while self._worth_a_look.wait():
            self._worth_a_look.clear()
            sleep(LONG)
            self.relieve(monotonic())

    def _call_waiting(self) -> bool:
        if not self._waiting:
            return False
        thread, called = self._waiting.popleft()
        self._seat(thread)
        called.release()
        return True

    def _call_resting(self) -> bool:
        if not self._resting:
            return False
        self._resting.pop().release()
        return True

    def _seat(self, thread: int) -> None:
        self._at_work[thread] = monotonic()
        if len(self._at_work) >= self._places:
            self._worth_a_look.set()


class Answer:
    """What the service answers; whose end, which comes when it was handed over, is that of its thread's work."""

    def __init__(self, environ: dict[str, Any], response: Iterable[bytes], shift: Shift) -> None:
        self._environ, self._response, self._shift = environ, response, shift

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response

    def close(self) -> None:
        # Until its thread comes back, an answer of unknown length has no end, and a body that is left is not let go.
        is_over = (
            isinstance(self._response, HttpResponse)
            and self._response.has_header("Content-Length")
            and not self._environ.get(BODY_LEFT)
        )
        try:
            if close := getattr(self._response, "close", None):
                close()
        finally:
            # Nobody's request is kept by a thread that rests.
            close, self._response = None, ()
            self._environ.clear()
            self._shift.end(rest=is_over)


def in_shifts(application: Application, shift: Shift) -> Application:
    """Return the application, for a worker that has more threads than work at once, and calls `close` after sending."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        environ[CAME] = perf_counter()
        shift.begin()
        database = connections[DEFAULT_DB_ALIAS]
        # On SQLite all but one who write would wait for the file, and whoever came first not be the first.
        writes = environ["REQUEST_METHOD"] not in SAFE_METHODS
        try:
            with _giving_way(shift, database) if writes and isinstance(database, PostgreSQL) else nullcontext():
                return Answer(environ, application(environ, start_response), shift)
        except BaseException:
            shift.end(rest=False)
            raise

    return answer


@contextmanager
def _giving_way(shift: Shift, database: PostgreSQL) -> Iterator[None]:
    """Leave the place before what waits for the disk: a commit, or a statement that is a transaction by itself."""

    def before_write(execute: Callable[..., Any], sql: Any, *statement: Any) -> Any:
        if not database.in_atomic_block and not str(sql).lstrip().startswith("SELECT"):
            shift.leave()
        return execute(sql, *statement)

    database.before_commit = shift.leave
    database.execute_wrappers.append(before_write)
    try:
        yield
    finally:
        database.before_commit = None
        # Django's `execute_wrapper` would take away the last one, whoever has put it there meanwhile.
        database.execute_wrappers.remove(before_write)


def _locked() -> Lock:
    lock = Lock()
    lock.acquire()
    return lock
