from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from core import clock
from notifications import housekeeping, tasks
from notifications.models import AlertState, Channel, Delivery, InboxMessage

from .people import make_delivery

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(alice):
    return Channel.objects.get(owner=alice)


def days():
    return [str(day) for day in Delivery.objects.order_by("pk").values_list("local_date", flat=True)]


def make_old(inbox, *dates, **more):
    return [make_delivery(inbox, due=f"{day}T08:00", **more) for day in dates]


def test_deliveries_are_kept_for_90_days(inbox):
    make_old(inbox, "2026-08-24", "2026-08-25", "2026-08-26")
    housekeeping.purge()
    assert days() == ["2026-08-26"]


def test_in_portions_up_to_the_first_that_is_young(inbox, monkeypatch):
    monkeypatch.setattr(housekeeping, "AT_ONCE", 2)
    make_old(inbox, "2026-08-01", "2026-08-02", "2026-08-03", "2026-11-01", "2026-08-04", "2026-11-02", "2026-08-05")
    assert housekeeping.purge_deliveries(clock.now()) == 3
    assert days() == ["2026-11-01", "2026-08-04", "2026-11-02", "2026-08-05"]


def test_where_all_are_old_all_go(inbox, monkeypatch):
    monkeypatch.setattr(housekeeping, "AT_ONCE", 2)
    make_old(inbox, "2026-08-01", "2026-08-02")
    housekeeping.purge()
    assert days() == []


def test_nudges_stay_because_there_is_no_second_one(inbox):
    make_old(inbox, "2026-08-01", kind="nudge")
    housekeeping.purge()
    assert days() == ["2026-08-01"]


def test_what_stands_in_an_inbox_stays(alice, inbox):
    [delivery] = make_old(inbox, "2026-08-01")
    InboxMessage.objects.create(owner=alice, kind="morning", delivery=delivery, title="t", body="b")
    housekeeping.purge()
    assert InboxMessage.objects.get().delivery is None


def test_tasks_that_are_done_are_forgotten_after_a_week(db):
    for number in range(3):
        tasks.send_deliveries.enqueue()
        DBTaskResult.objects.filter(finished_at=None).update(
            status="SUCCESSFUL", finished_at=clock.now() - timedelta(days=6 + number)
        )
    tasks.send_deliveries.enqueue()
    housekeeping.purge()
    assert DBTaskResult.objects.count() == 2


def test_tasks_that_are_kept_elsewhere_are_not_ours_to_forget(settings, django_assert_num_queries):
    settings.TASKS_IN_DATABASE = False
    with django_assert_num_queries(2):
        housekeeping.purge()


def test_thresholds_passed_in_months_long_over_are_forgotten(alice):
    for days_ago in (91, 89):
        passed_at = clock.now() - timedelta(days=days_ago)
        AlertState.objects.create(owner=alice, month=202608, threshold=days_ago, passed_at=passed_at)
    housekeeping.purge()
    assert AlertState.objects.get().threshold == 89
