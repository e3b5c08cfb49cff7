import os
import signal

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from core import clock
from notifications import alerts, due, housekeeping
from notifications.management.commands.scheduler import Scheduler, leave_to_workers, send_here
from notifications.models import Delivery, InboxMessage
from tests.parallel import committed

from .people import at, make_reader

# Between two rounds the connection is given back, which no test's own transaction would survive.
pytestmark = committed


@pytest.fixture
def naps():
    return []


@pytest.fixture
def scheduler(naps):
    return Scheduler(send_here, sleep=naps.append)


@pytest.fixture
def _same_signal_handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def states():
    return list(Delivery.objects.order_by("pk").values_list("kind", "state"))


def test_once_it_decides_and_sends(alice):
    call_command("scheduler", "--once")
    assert states() == [("morning", "sent")]
    assert InboxMessage.objects.count() == 1


def test_as_if_it_were_another_time(alice):
    call_command("scheduler", "--once", "--now", "2026-11-23T20:00:00+09:00")
    assert states() == [("evening", "sent")]
    assert Delivery.objects.get().sent_at == at("2026-11-23T20:00")


def test_cron_may_call_it_as_often_as_it_likes(alice):
    for minute in ("07:59", "08:00", "08:01", "20:00", "20:00"):
        call_command("scheduler", "--once", "--now", f"2026-11-23T{minute}:00+09:00")
    assert states() == [("morning", "sent"), ("evening", "sent")]


def test_once_it_says_when_the_database_is_away(alice):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse), pytest.raises(CommandError, match="decide_alerts, decide_due, expire"):
        call_command("scheduler", "--once")


def test_once_what_is_wrong_with_one_part_is_told_and_does_not_stop_the_others(alice, monkeypatch):
    def stumble(now):
        raise ZeroDivisionError

    monkeypatch.setattr(alerts, "decide", stumble)
    with pytest.raises(CommandError, match=r"Not done: decide_alerts\."):
        call_command("scheduler", "--once")
    assert states() == [("morning", "sent")]


@pytest.mark.parametrize("now", ["soon", "2026-11-23T08:00:00", "2026-13-01T08:00:00+09:00"])
def test_it_refuses_what_is_no_moment(now):
    with pytest.raises(CommandError):
        call_command("scheduler", "--once", "--now", now)


def test_the_time_cannot_stand_still_for_ever():
    with pytest.raises(CommandError, match="--now goes with --once"):
        call_command("scheduler", "--now", "2026-11-23T08:00:00+09:00")


def test_a_tick_leaves_the_sending_to_workers(alice):
    Scheduler(leave_to_workers).tick()
    assert states() == [("morning", "waiting")]
    assert DBTaskResult.objects.count() == 1


def test_a_tick_may_send_by_itself(alice, scheduler):
    scheduler.tick()
    assert states() == [("morning", "sent")]
    assert not DBTaskResult.objects.exists()


def test_a_tick_gives_up_what_is_late(alice, scheduler, fixed_now):
    Scheduler(leave_to_workers).tick()
    fixed_now.shift(2 * 3600)
    scheduler.tick()
    assert states() == [("morning", "expired")]


def test_it_ticks_at_full_minutes(alice, scheduler, naps, fixed_now):
    ticks = []
    scheduler.tick = lambda: ticks.append(clock.now()) or (len(ticks) == 3 and scheduler.stop())
    scheduler.sleep = fixed_now.shift
    fixed_now.shift(17.25)
    scheduler.run()
    assert [f"{moment:%H:%M:%S}" for moment in ticks] == ["00:00:17", "00:01:00", "00:02:00"]


def test_what_is_wrong_with_one_part_does_not_stop_the_others(alice, scheduler, monkeypatch, caplog):
    def stumble(now):
        raise ZeroDivisionError

    monkeypatch.setattr(alerts, "decide", stumble)
    scheduler.tick()
    assert caplog.messages == ["decide_alerts: ZeroDivisionError"]
    assert states() == [("morning", "sent")]


def test_it_survives_a_database_that_is_away(alice, scheduler, monkeypatch, caplog):
    def away(now):
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(due, "enqueue_due", away)
        scheduler.tick()
    assert caplog.messages == ["decide_due: OperationalError"]
    scheduler.tick()
    assert states() == [("morning", "sent")]


def test_it_cleans_up_once_a_day(alice, scheduler, fixed_now, monkeypatch):
    cleaned = []
    purge = housekeeping.purge

    def counting():
        cleaned.append(clock.now())
        purge()

    monkeypatch.setattr(housekeeping, "purge", counting)
    for _ in range(5):
        scheduler.tick()
        fixed_now.shift(12 * 3600)
    assert len(cleaned) == 3


@pytest.mark.usefixtures("_same_signal_handlers")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("options", "state"), [([], "waiting"), (["--send"], "sent")])
def test_a_signal_ends_it_after_what_it_is_doing(number, options, state):
    make_reader("alice")

    def interrupt(execute, sql, params, many, context):
        os.kill(os.getpid(), number)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(interrupt):
        call_command("scheduler", *options)
    assert states() == [("morning", state)]
