"""A ticker works and rests in turn, and ends when it is told to or left alone."""

import logging
import os
import signal
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import DataError, InterfaceError, OperationalError

from core import ticking
from core.ticking import Ticker


class Worker(Ticker):
    """Works so many times, and notes how it rests."""

    def __init__(self, times: int = 1) -> None:
        super().__init__(60, sleep=lambda seconds: self.naps.append(seconds))
        self.left = times
        self.naps: list[float] = []
        self.worked: list[float] = []

    def tick(self) -> None:
        self.left -= 1

    def rest_after(self, worked: float) -> None:
        self.worked.append(worked)
        if not self.left:
            self.stop()


@pytest.fixture
def _handlers_come_back() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_it_works_and_rests_in_turn_until_it_is_stopped():
    worker = Worker(times=3)
    worker.run()
    assert (worker.left, len(worker.worked)) == (0, 3)


def test_it_rests_after_what_the_work_took(monkeypatch):
    moments = iter([100.0, 102.5])
    monkeypatch.setattr(ticking, "time", SimpleNamespace(perf_counter=lambda: next(moments)))
    worker = Worker()
    worker.run()
    assert worker.worked == [2.5]


def test_it_keeps_how_often_it_is_meant_to_work():
    assert Worker().every == 60


@pytest.mark.parametrize(("seconds", "naps"), [(0, 0), (0.2, 1), (0.5, 1), (1, 2), (1.1, 3)])
def test_it_rests_in_naps(seconds, naps):
    worker = Worker()
    worker.rest(seconds)
    assert worker.naps == [0.5] * naps


def test_it_does_not_rest_once_it_is_stopped():
    worker = Worker()
    worker.stop()
    worker.rest(10)
    assert worker.naps == []


def test_it_does_nothing_where_whoever_started_it_is_gone():
    worker = Worker()
    worker.parent = os.getpid()
    worker.run()
    assert worker.left == 1


def test_a_child_of_the_service_knows_its_parent(monkeypatch):
    monkeypatch.setattr("core.ticking.parent_process", lambda: SimpleNamespace(pid=4_711))
    assert Worker().parent == 4_711


def test_on_its_own_it_goes_on_where_whoever_started_it_is_gone(monkeypatch):
    worker = Worker()
    monkeypatch.setattr(os, "getppid", lambda: 1)
    worker.run()
    assert worker.left == 0


@pytest.mark.usefixtures("_handlers_come_back")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_its_process_is_told_to(number):
    worker = Worker()
    worker.stop_on_signals()
    signal.raise_signal(number)
    worker.run()
    assert worker.left == 1


@pytest.mark.django_db
def test_it_tells_that_work_could_be_done():
    assert Worker().attempt(lambda: None) is True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "told", "traced"),
    [
        (OperationalError("away"), "count: OperationalError", False),
        (InterfaceError("away"), "count: InterfaceError", False),
        (DataError("a bug"), "count: DataError", True),
        (LookupError("a bug"), "count: LookupError", True),
    ],
)
def test_it_goes_on_and_tells_of_a_database_that_is_away_and_where_a_bug_is(caplog, error, told, traced):
    def count() -> None:
        raise error

    with caplog.at_level(logging.WARNING):
        assert Worker().attempt(count) is False
    [record] = caplog.records
    assert (record.getMessage(), bool(record.exc_info)) == (told, traced)


@pytest.mark.django_db
def test_it_names_what_the_database_itself_said(caplog):
    def count() -> None:
        raise OperationalError from ConnectionResetError()

    Worker().attempt(count)
    assert caplog.messages == ["count: ConnectionResetError"]


def test_it_leaves_no_connection_that_is_too_old(monkeypatch):
    closed = []
    monkeypatch.setattr(ticking, "close_old_connections", lambda: closed.append(True))
    Worker().attempt(lambda: None)
    assert closed == [True]
