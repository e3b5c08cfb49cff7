import os
import signal
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError, connection

from accounts.models import User
from budget_management.models import ShareRefresh
from core import clock
from core.ticking import NAP
from expenses.models import CreationReply
from reports.management.commands.refresh_averages import Refresher
from reports.models import PeerAverage
from tests.parallel import committed

# Between two rounds the connection is given back, which no test's own transaction would survive.
pytestmark = committed


@pytest.fixture
def naps():
    return []


@pytest.fixture
def ticker(naps):
    return Refresher(30, sleep=naps.append)


@pytest.fixture
def _same_signal_handlers():
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def make_reply(owner):
    """What is forgotten after two days."""
    return CreationReply.objects.create(
        owner=owner, key="k", fingerprint="f", body="{}", created_at=clock.now() - timedelta(days=3)
    )


@contextmanager
def database_away():
    def refuse(execute, sql, params, many, context):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def on_each_statement(do):
    def look(execute, sql, params, many, context):
        do()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield


def test_once_it_refreshes_both_averages_and_cleans_up(alice):
    make_reply(alice)
    call_command("refresh_averages")
    assert ShareRefresh.objects.get().checked_at == clock.now()
    assert list(PeerAverage.objects.values_list("start_day", "day")) == [(1, date(2026, 11, 23))]
    assert not CreationReply.objects.exists()


def test_once_it_says_when_the_database_is_away(db):
    with database_away(), pytest.raises(OperationalError):
        call_command("refresh_averages")


@pytest.mark.parametrize("every", ["0", "-1", "1.5", "often", "１"])
def test_it_refuses_what_is_no_number_of_seconds(every):
    with pytest.raises(CommandError):
        call_command("refresh_averages", "--every", every)


@pytest.mark.usefixtures("_same_signal_handlers")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_after_what_it_is_doing(alice, number):
    with on_each_statement(lambda: os.kill(os.getpid(), number)):
        call_command("refresh_averages", "--every", "30")
    assert PeerAverage.objects.count() == 1


def test_it_rests_between_refreshes(fixed_now, alice, ticker, naps):
    rounds = []

    def nap(seconds):
        naps.append(seconds)
        fixed_now.shift(seconds)
        rounds.append(PeerAverage.objects.get().computed_at)
        if len(set(rounds)) == 3:
            ticker.stop()

    ticker.sleep = nap
    ticker.run()
    assert len(naps) == 2 * 30 / NAP + 1
    assert sorted(set(rounds))[1:] == [rounds[0] + timedelta(seconds=30), rounds[0] + timedelta(seconds=60)]


@pytest.mark.parametrize(("worked", "rests"), [(3, 30), (4, 40), (5, 45), (10, 35), (15, 25), (25, 25), (60, 60)])
def test_a_long_refresh_earns_a_long_rest_but_the_next_is_done_while_the_averages_still_count(naps, worked, rests):
    ticker = Refresher(0, sleep=naps.append)
    ticker.rest_after(worked)
    assert sum(naps) == rests
    assert worked + rests + worked < 60 or rests == worked


def test_it_rests_less_than_it_was_told_to_where_averages_would_grow_old(ticker, naps):
    ticker.rest_after(15)
    assert sum(naps) == 25


def test_a_short_refresh_rests_as_told(ticker, naps):
    ticker.rest_after(0.1)
    assert sum(naps) == 30


def test_stopped_while_resting_it_does_not_refresh_again(alice, ticker, naps):
    ticker.sleep = lambda seconds: (naps.append(seconds), ticker.stop())
    ticker.run()
    assert len(naps) == 1
    assert PeerAverage.objects.count() == 1


def test_it_ends_when_the_process_that_started_it_is_gone(db, ticker, naps):
    ticker.parent = -1
    ticker.run()
    assert not naps
    assert not ShareRefresh.objects.exists()


def test_a_time_zone_that_is_there_no_more_leaves_the_others_their_day(alice, bob, ticker, caplog):
    User.objects.filter(pk=alice.pk).update(time_zone="Asia/Atlantis")
    ticker.tick()
    assert caplog.messages == []
    assert PeerAverage.objects.count() == 1


def test_it_survives_a_database_that_is_away(alice, ticker, caplog):
    with database_away():
        ticker.tick()
    assert caplog.messages == [f"{work}: OperationalError" for work in ("refresh_shares", "refresh_peers", "clean")]
    assert "Traceback" not in caplog.text
    ticker.tick()
    assert PeerAverage.objects.count() == 1


def test_what_is_wrong_with_one_does_not_stop_the_others(alice, ticker, caplog):
    def refuse(execute, sql, params, many, context):
        if "budget_management_shareaverage" in sql:
            raise ProgrammingError("no such column")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        ticker.tick()
    assert caplog.messages == ["refresh_shares: ProgrammingError"]
    assert "no such column" in caplog.text
    assert PeerAverage.objects.count() == 1


def test_it_cleans_up_once_an_hour(fixed_now, alice, ticker):
    make_reply(alice)
    ticker.tick()
    assert not CreationReply.objects.exists()
    make_reply(alice)
    fixed_now.move_to(datetime(2026, 11, 23, 0, 59, 59, tzinfo=UTC))
    ticker.tick()
    assert CreationReply.objects.exists()
    fixed_now.move_to(datetime(2026, 11, 23, 1, 0, 0, tzinfo=UTC))
    ticker.tick()
    assert not CreationReply.objects.exists()


def test_what_could_not_be_cleaned_is_cleaned_next_time(alice, ticker):
    make_reply(alice)
    with database_away():
        ticker.tick()
    ticker.tick()
    assert not CreationReply.objects.exists()
