import pytest

from notifications.models import Channel, Preferences
from tests.conftest import client_for

from .asking import SETTINGS

DEFAULTS = {
    "morning": {"on": False, "at": "08:00"},
    "evening": {"on": False, "at": "20:00"},
    "alerts": {"on": False, "thresholds": [80, 100]},
    "hide_amounts": False,
    "silent": {"weekdays": [], "holidays": False},
    "time_zone": "Asia/Seoul",
}
WISHES = {
    "morning": {"on": True, "at": "07:30"},
    "evening": {"on": True, "at": "23:59"},
    "alerts": {"on": True, "thresholds": [50, 90, 1000]},
    "hide_amounts": True,
    "silent": {"weekdays": ["sat", "sun"], "holidays": True},
}


def test_everything_is_off_until_asked_for_and_a_look_stores_nothing(as_alice):
    answer = as_alice.get(SETTINGS)
    assert (answer.status_code, answer.json()) == (200, DEFAULTS)
    assert not Preferences.objects.exists()
    assert not Channel.objects.exists()


def test_it_keeps_what_is_asked_for(as_alice):
    answer = as_alice.put(SETTINGS, WISHES)
    assert (answer.status_code, answer.json()) == (200, WISHES | {"time_zone": "Asia/Seoul"})
    assert as_alice.get(SETTINGS).json() == answer.json()


def test_the_time_zone_is_that_of_the_person(alice):
    alice.time_zone = "Asia/Kathmandu"
    alice.save()
    assert client_for(alice).get(SETTINGS).json()["time_zone"] == "Asia/Kathmandu"


@pytest.mark.parametrize("part", WISHES)
def test_a_part_that_is_left_out_returns_to_its_default(as_alice, part):
    as_alice.put(SETTINGS, WISHES)
    rest = {name: value for name, value in WISHES.items() if name != part}
    assert as_alice.put(SETTINGS, rest).json() == DEFAULTS | rest
    assert as_alice.get(SETTINGS).json() == DEFAULTS | rest


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"morning": {"at": "06:00"}}, {"morning": {"on": False, "at": "06:00"}}),
        ({"evening": {"on": True}}, {"evening": {"on": True, "at": "20:00"}}),
        ({"alerts": {"on": True}}, {"alerts": {"on": True, "thresholds": [80, 100]}}),
        ({"silent": {"holidays": True}}, {"silent": {"weekdays": [], "holidays": True}}),
        ({"silent": {}}, {}),
        ({}, {}),
    ],
)
def test_what_is_left_out_of_a_part_returns_to_its_default_too(as_alice, body, expected):
    as_alice.put(SETTINGS, WISHES)
    assert as_alice.put(SETTINGS, body).json() == DEFAULTS | expected


@pytest.mark.parametrize("at", ["00:00", "00:01", "09:59", "19:00", "23:59"])
def test_a_message_may_come_at_any_minute_of_the_day(as_alice, at):
    assert as_alice.put(SETTINGS, {"morning": {"at": at}}).json()["morning"]["at"] == at


def test_thresholds_are_kept_in_order(as_alice):
    answer = as_alice.put(SETTINGS, {"alerts": {"thresholds": [100, 1, 80]}})
    assert answer.json()["alerts"]["thresholds"] == [1, 80, 100]


def test_weekdays_are_kept_in_order_monday_first(as_alice):
    answer = as_alice.put(SETTINGS, {"silent": {"weekdays": ["sun", "mon", "fri"]}})
    assert answer.json()["silent"]["weekdays"] == ["mon", "fri", "sun"]
    assert Preferences.objects.get().silent_weekdays == 1 + 16 + 64


def test_the_first_time_makes_the_inbox_and_later_ones_leave_it(as_alice, alice):
    as_alice.put(SETTINGS, {})
    [made] = alice.channels.all()
    assert (made.type, made.is_on) == ("inbox", True)
    alice.channels.update(is_on=False)
    as_alice.put(SETTINGS, WISHES)
    assert [(channel.pk, channel.is_on) for channel in alice.channels.all()] == [(made.pk, False)]


def test_nobody_elses_settings_change(as_alice, as_bob):
    as_alice.put(SETTINGS, WISHES)
    assert as_bob.get(SETTINGS).json() == DEFAULTS
    as_bob.put(SETTINGS, {})
    assert as_alice.get(SETTINGS).json()["hide_amounts"] is True


def test_a_look_takes_two_statements(as_alice, django_assert_num_queries):
    as_alice.put(SETTINGS, WISHES)
    with django_assert_num_queries(2):
        as_alice.get(SETTINGS)
