"""A body is read before the service begins, by so many at a time that some threads are left for those without one."""

from contextlib import contextmanager
from threading import Event, Thread

import pytest

from budget import wsgi


class Body:
    """One that comes when it is told to."""

    def __init__(self):
        self.begun, self.sent = Event(), Event()

    def read(self, size):
        self.begun.set()
        self.sent.wait(60)
        return b""


@pytest.fixture
def application(settings):
    settings.WEB_THREADS = 4
    return wsgi.with_whole_body(answer)


def answer(environ, start_response):
    start_response("200 OK", [])
    return []


def sent(application, body, statuses):
    """Begin to send a body, in a thread of its own, and return the thread."""
    environ = {"CONTENT_LENGTH": "1", "wsgi.input": body}
    thread = Thread(target=application, args=(environ, lambda status, headers: statuses.append(status)))
    thread.start()
    return thread


@contextmanager
def three_held(application, statuses):
    """Have as many bodies on their way as there are places, and have them come when the block ends."""
    bodies = [Body() for _ in range(3)]
    threads = [sent(application, body, statuses) for body in bodies]
    for body in bodies:
        body.begun.wait(60)
    yield
    for body in bodies:
        body.sent.set()
    for thread in threads:
        thread.join(60)


def test_one_that_finds_no_place_waits_for_those_that_have_nearly_come(application, monkeypatch):
    monkeypatch.setattr(wsgi, "PATIENCE", 60)
    statuses, late = [], Body()
    late.sent.set()
    with three_held(application, statuses):
        thread = sent(application, late, statuses)
    thread.join(60)
    assert statuses == ["200 OK"] * 4


def test_one_that_finds_no_place_for_too_long_is_told_so(application, monkeypatch):
    monkeypatch.setattr(wsgi, "PATIENCE", 0.001)
    statuses = []
    with three_held(application, statuses):
        sent(application, Body(), statuses).join(60)
        assert statuses == ["503 Service Unavailable"]
    assert statuses[1:] == ["200 OK"] * 3


def test_one_without_a_body_needs_no_place(application):
    statuses = []
    with three_held(application, statuses):
        application({}, lambda status, headers: statuses.append(status))
        assert statuses == ["200 OK"]
