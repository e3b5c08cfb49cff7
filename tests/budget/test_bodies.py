"""A body is read before the service begins, by so many at a time that some threads are left for those without one."""

from contextlib import contextmanager
from io import BytesIO
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


@pytest.mark.parametrize(("sent", "left"), [(b"12", False), (b"1234", True), (b"12345", True)])
def test_the_service_is_told_whether_there_may_be_more_than_was_read(monkeypatch, sent, left):
    monkeypatch.setattr(wsgi, "DRAINED", 4)
    seen = []
    application = wsgi.with_whole_body(lambda environ, start_response: seen.append(environ[wsgi.BODY_LEFT]))
    application({"CONTENT_LENGTH": str(len(sent)), "wsgi.input": BytesIO(sent)}, None)
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    application(chunked | {"wsgi.input": BytesIO(sent)}, None)
    assert seen == [left, left]
