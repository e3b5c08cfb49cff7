from datetime import date

import pytest

from notifications.due import enqueue_due
from notifications.models import Delivery
from tests.factories import make_plan

from .people import at, deliveries, make_channel, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(db):
    return make_reader("alice", planned=False)


def test_somebody_without_a_plan_is_nudged_in_the_morning_instead(alice):
    assert enqueue_due(at("2026-11-23T08:00")) == 1
    assert deliveries() == [("nudge", "2026-11-23")]


def test_and_not_on_the_next_day(alice):
    enqueue_due(at("2026-11-23T08:00"))
    assert enqueue_due(at("2026-11-24T08:00")) == 0


def test_nor_in_the_evening(alice):
    assert enqueue_due(at("2026-11-23T20:00")) == 0


def test_who_wants_evenings_only_is_nudged_then():
    make_reader("bob", planned=False, wishes={"evening_on": True})
    assert enqueue_due(at("2026-11-23T08:00")) == 0
    assert enqueue_due(at("2026-11-23T20:00")) == 1
    assert deliveries() == [("nudge", "2026-11-23")]
    assert enqueue_due(at("2026-11-24T20:00")) == 0


def test_nor_through_a_channel_that_is_new(alice):
    enqueue_due(at("2026-11-23T08:00"))
    make_channel(alice, "webhook")
    assert enqueue_due(at("2026-11-23T08:01")) == 0


def test_through_all_channels_at_once(alice):
    make_channel(alice, "webhook")
    assert enqueue_due(at("2026-11-23T08:00")) == 2


@pytest.mark.parametrize("state", ["failed", "expired"])
def test_a_nudge_that_never_came_is_made_again_on_another_day(alice, state):
    enqueue_due(at("2026-11-23T08:00"))
    Delivery.objects.update(state=state)
    assert enqueue_due(at("2026-11-23T08:01")) == 0
    assert enqueue_due(at("2026-11-24T08:00")) == 1
    assert Delivery.objects.filter(local_date=date(2026, 11, 24)).exists()


def test_with_a_plan_the_days_messages_begin(alice):
    enqueue_due(at("2026-11-23T08:00"))
    make_plan(alice, food=300_000)
    assert enqueue_due(at("2026-11-24T08:00")) == 1
    assert deliveries() == [("nudge", "2026-11-23"), ("morning", "2026-11-24")]
