from datetime import timedelta

import pytest
from django.core.management import call_command

from core import clock
from notifications import engine, traffic
from notifications.management.commands.scheduler import Scheduler, leave_to_workers
from notifications.models import Delivery
from notifications.tasks import send_deliveries
from tests.notifications.engine.people import at, make_channel, make_delivery
from tests.parallel import committed


@pytest.fixture
def channel(alice):
    return make_channel(alice)


def test_with_nothing_to_do_there_is_nothing_to_tell(db):
    seen = traffic.traffic(clock.now())
    assert (seen.due, seen.lag, seen.tasks, seen.scheduler_lag) == (0, 0.0, 0, None)
    assert set(seen.of_last_hour) == set(Delivery.State.values)


def test_the_lag_is_that_of_the_delivery_that_waits_longest(channel):
    make_delivery(channel, due="2026-11-23T08:58")
    make_delivery(channel, "evening", due="2026-11-23T08:59")
    make_delivery(channel, "nudge", due="2026-11-23T09:30")
    seen = traffic.traffic(at("2026-11-23T09:00"))
    assert (seen.due, seen.lag) == (2, 120.0)


def test_one_that_is_being_sent_has_no_lag(channel):
    make_delivery(channel, due="2026-11-23T08:58")
    engine.claim(1)
    seen = traffic.traffic(clock.now())
    assert (seen.due, seen.lag, seen.of_last_hour["claimed"]) == (0, 0.0, 1)


def test_one_whose_sender_died_has_the_lag_since_its_lease_ran_out(channel):
    make_delivery(channel, due="2026-11-23T08:58")
    engine.claim(1)
    assert traffic.traffic(clock.now() + timedelta(seconds=90)).lag == 30.0


def test_states_are_those_of_the_last_hour(channel):
    make_delivery(channel, due="2026-11-23T07:59", state="failed")
    make_delivery(channel, "evening", due="2026-11-23T08:30", state="failed")
    make_delivery(channel, "nudge", due="2026-11-23T08:45", state="sent")
    seen = traffic.traffic(at("2026-11-23T09:00"))
    assert seen.of_last_hour == {"waiting": 0, "claimed": 0, "sent": 1, "failed": 1, "expired": 0}


def test_of_very_many_the_latest_are_counted(channel, monkeypatch):
    monkeypatch.setattr(traffic, "LATEST", 1)
    make_delivery(channel, due="2026-11-23T08:30", state="failed")
    make_delivery(channel, "evening", due="2026-11-23T08:45", state="sent")
    seen = traffic.traffic(at("2026-11-23T09:00"))
    assert (seen.of_last_hour["failed"], seen.of_last_hour["sent"]) == (0, 1)


def test_waiting_tasks_are_counted(db):
    send_deliveries.enqueue()
    assert traffic.traffic(clock.now()).tasks == 1


def test_a_queue_elsewhere_is_not_told_of(db, settings):
    settings.TASKS_IN_DATABASE = False
    assert traffic.traffic(clock.now()).tasks is None


def test_a_look_takes_six_statements(channel, django_assert_num_queries):
    with django_assert_num_queries(6):
        traffic.traffic(clock.now())


def test_a_clock_that_was_set_back_makes_no_negative_lag(db):
    traffic.beat()
    assert traffic.scheduler_lag(clock.now() - timedelta(hours=1)) == 0.0


@committed
def test_a_tick_is_written_down(fixed_now):
    for _ in range(2):
        Scheduler(leave_to_workers).tick()
        fixed_now.shift(60)
    assert traffic.scheduler_lag(clock.now()) == 60.0


@committed
def test_a_tick_that_could_not_do_everything_is_not(monkeypatch):
    monkeypatch.setattr("notifications.alerts.decide", lambda now: 1 / 0)
    Scheduler(leave_to_workers).tick()
    assert traffic.scheduler_lag(clock.now()) is None


@committed
def test_a_run_by_cron_is_written_down_at_the_real_time():
    call_command("scheduler", "--once", "--now", "2026-11-22T08:00:00+09:00")
    assert traffic.scheduler_lag(clock.now()) == 0.0
