from datetime import timedelta

import pytest

from accounts.selectors import time_zones
from notifications.due import RULES, enqueue_due
from notifications.models import Delivery

from .people import at, deliveries, make_channel, make_reader

pytestmark = pytest.mark.django_db
MORNING, EVENING = ("morning", "2026-11-23"), ("evening", "2026-11-23")


def test_in_the_morning_and_in_the_evening_each_has_one():
    make_reader("alice")
    assert [enqueue_due(at(f"2026-11-23T{hour:02}:00")) for hour in range(24)] == [0] * 8 + [1] + [0] * 11 + [1] + [
        0
    ] * 3
    assert deliveries() == [MORNING, EVENING]


def test_nobody_is_told_anything_unasked():
    make_reader("alice", wishes={"morning_on": False})
    assert enqueue_due(at("2026-11-23T08:00")) == enqueue_due(at("2026-11-23T20:00")) == 0


def test_morning_and_evening_are_asked_for_one_by_one():
    make_reader("alice", wishes={"evening_on": True})
    assert enqueue_due(at("2026-11-23T08:00")) == 0
    assert enqueue_due(at("2026-11-23T20:00")) == 1


def test_each_time_is_the_persons_own():
    make_reader("alice", wishes={"morning_on": True, "morning_at": 6 * 60 + 30})
    make_reader("bob", wishes={"morning_on": True, "morning_at": 23 * 60 + 59})
    assert enqueue_due(at("2026-11-23T06:29")) == 0
    assert enqueue_due(at("2026-11-23T06:30")) == 1
    assert enqueue_due(at("2026-11-23T23:59")) == 1
    assert deliveries(owner__username="bob") == [MORNING]


def test_the_day_and_the_hour_are_those_of_where_the_person_lives():
    make_reader("alice", time_zone="America/New_York")
    make_reader("bob", time_zone="Pacific/Kiritimati")
    assert enqueue_due(at("2026-11-23T08:00-05:00")) == 1
    assert deliveries(owner__username="alice") == [MORNING]
    assert enqueue_due(at("2026-11-25T08:00+14:00")) == 1
    assert deliveries(owner__username="bob") == [("morning", "2026-11-25")]


def test_it_says_when_it_was_due_and_how_long_it_is_of_use():
    make_reader("alice")
    enqueue_due(at("2026-11-23T08:07:31"))
    made = Delivery.objects.get()
    assert made.due_at == made.next_attempt_at == at("2026-11-23T08:00")
    assert made.useful_until == at("2026-11-23T11:00")
    assert (made.state, made.attempts, made.subject, made.last_error, made.sent_at) == ("waiting", 0, "", "", None)


def test_what_the_clock_jumps_over_is_due_at_the_jump():
    make_reader("alice", wishes={"morning_on": True, "morning_at": 150}, time_zone="America/New_York")
    assert enqueue_due(at("2027-03-14T01:59-05:00")) == 0
    assert enqueue_due(at("2027-03-14T03:10-04:00")) == 1
    assert Delivery.objects.get().due_at == at("2027-03-14T03:00-04:00")


def test_every_channel_has_its_own():
    alice = make_reader("alice")
    make_channel(alice, "webhook")
    make_channel(alice, "slack")
    assert enqueue_due(at("2026-11-23T08:00")) == 3
    assert set(Delivery.objects.values_list("channel__type", flat=True)) == {"inbox", "webhook", "slack"}


def test_a_channel_that_is_off_has_none():
    make_channel(make_reader("alice"), "webhook", is_on=False)
    assert enqueue_due(at("2026-11-23T08:00")) == 1


def test_an_address_has_none_before_it_is_verified():
    alice = make_reader("alice")
    mail = make_channel(alice, "email")
    assert enqueue_due(at("2026-11-23T08:00")) == 1
    mail.verified_at = at("2026-11-23T08:01")
    mail.save()
    assert enqueue_due(at("2026-11-23T08:02")) == 1
    assert set(Delivery.objects.values_list("channel__type", flat=True)) == {"inbox", "email"}


def test_somebody_who_is_not_active_has_none():
    make_reader("alice", is_active=False)
    make_reader("bob")
    assert enqueue_due(at("2026-11-23T08:00")) == 1
    assert Delivery.objects.get().owner.username == "bob"


def test_after_an_outage_until_nine_the_one_of_eight_is_due():
    make_reader("alice")
    assert enqueue_due(at("2026-11-23T07:00")) == 0
    assert enqueue_due(at("2026-11-23T09:00")) == 1


def test_after_an_outage_until_noon_none_is():
    make_reader("alice")
    assert enqueue_due(at("2026-11-23T12:00")) == 0


def test_after_an_outage_of_days_only_the_latest_is_due():
    make_reader("alice")
    enqueue_due(at("2026-11-20T08:00"))
    assert enqueue_due(at("2026-11-23T10:00")) == 1
    assert deliveries() == [("morning", "2026-11-20"), MORNING]


def test_a_clock_that_is_set_back_makes_no_second_one():
    make_reader("alice")
    assert enqueue_due(at("2026-11-23T08:30")) == 1
    assert enqueue_due(at("2026-11-23T07:30")) == 0
    assert enqueue_due(at("2026-11-23T08:00")) == 0
    assert enqueue_due(at("2026-11-23T08:30")) == 0
    assert Delivery.objects.count() == 1


def test_an_earlier_time_chosen_afterwards_makes_no_second_one():
    alice = make_reader("alice")
    enqueue_due(at("2026-11-23T08:00"))
    alice.message_preferences.morning_at = 9 * 60
    alice.message_preferences.save()
    assert enqueue_due(at("2026-11-23T09:00")) == 0


def test_it_asks_the_database_a_fixed_number_of_times(django_assert_num_queries):
    for number in range(20):
        make_reader(f"reader{number}", time_zone=("Asia/Seoul", "Asia/Tokyo", "Asia/Kathmandu")[number % 3])
    with django_assert_num_queries(1 + len(RULES)):
        assert enqueue_due(at("2026-11-23T08:00")) == 14


def test_nobody_wants_anything(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert enqueue_due(at("2026-11-23T08:00")) == 0


def test_people_may_live_in_every_zone_there_is():
    zones = sorted(time_zones())
    for number, zone in enumerate(zones):
        make_reader(f"reader{number}", time_zone=zone)
    midnight = at("2026-11-23T00:00")
    for hours in range(0, 25, 2):
        enqueue_due(midnight + timedelta(hours=hours))
    # The first round also found who was late from the day before.
    day = Delivery.objects.filter(due_at__gte=midnight, due_at__lt=midnight + timedelta(days=1))
    assert day.count() == 2 * len(zones)
