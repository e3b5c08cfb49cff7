import pytest

from notifications.models import Preferences

from .asking import SETTINGS, error

# The last two are Arabic digits and digits of full width.
MALFORMED = (
    "24:00", "23:60", "8:00", "08:0", "08:00:00", "0800", "08.00", " 08:00", "08:00\n", "-1:00", "", "\u0660\u0668:00",
    "\uff10\uff18:00",
)  # fmt: skip


@pytest.mark.parametrize("part", ["morning", "evening"])
@pytest.mark.parametrize("at", [*MALFORMED, 800, 8.5, True, [], {}])
def test_it_refuses_a_malformed_time_and_names_the_field(as_alice, part, at):
    assert error(as_alice.put(SETTINGS, {part: {"on": True, "at": at}})) == (400, "invalid", f"{part}.at")
    assert not Preferences.objects.exists()


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({"time_zone": "Asia/Seoul"}, "unknown_field", "time_zone"),
        ({"mornings": {}}, "unknown_field", "mornings"),
        ({"morning": {"hour": 8}}, "unknown_field", "morning.hour"),
        ({"morning": "08:00"}, "invalid", "morning"),
        ({"morning": ["08:00"]}, "invalid", "morning"),
        ({"morning": None}, "null", "morning"),
        ({"morning": {"on": None}}, "null", "morning.on"),
        ({"evening": {"on": "yes"}}, "invalid", "evening.on"),
        ({"evening": {"at": None}}, "null", "evening.at"),
        ({"hide_amounts": 1}, "invalid", "hide_amounts"),
        ({"alerts": {"thresholds": []}}, "min_length", "alerts.thresholds"),
        ({"alerts": {"thresholds": list(range(1, 12))}}, "max_length", "alerts.thresholds"),
        ({"alerts": {"thresholds": [80, 80]}}, "not_distinct", "alerts.thresholds"),
        ({"alerts": {"thresholds": [0]}}, "min_value", "alerts.thresholds.0"),
        ({"alerts": {"thresholds": [80, 1001]}}, "max_value", "alerts.thresholds.1"),
        ({"alerts": {"thresholds": [80.0]}}, "invalid", "alerts.thresholds.0"),
        ({"alerts": {"thresholds": ["80"]}}, "invalid", "alerts.thresholds.0"),
        ({"alerts": {"thresholds": [True]}}, "invalid", "alerts.thresholds.0"),
        ({"alerts": {"thresholds": 80}}, "not_a_list", "alerts.thresholds"),
        ({"silent": {"weekdays": ["sat", "sat"]}}, "not_distinct", "silent.weekdays"),
        ({"silent": {"weekdays": ["saturday"]}}, "invalid_choice", "silent.weekdays.0"),
        ({"silent": {"weekdays": "sat"}}, "not_a_list", "silent.weekdays"),
        ({"silent": {"holidays": 0}}, "invalid", "silent.holidays"),
    ],
)
def test_it_refuses_and_names_the_field(as_alice, body, code, attr):
    as_alice.put(SETTINGS, {"hide_amounts": True})
    assert error(as_alice.put(SETTINGS, body)) == (400, code, attr)
    assert Preferences.objects.get().hide_amounts is True


def test_it_reports_every_field_that_is_wrong(as_alice):
    answer = as_alice.put(SETTINGS, {"morning": {"at": "25:00"}, "evening": {"at": "x"}})
    assert {item["attr"] for item in answer.json()["errors"]} == {"morning.at", "evening.at"}


@pytest.mark.parametrize("method", ["patch", "post", "delete"])
def test_settings_are_replaced_whole_and_in_no_other_way(as_alice, method):
    answer = getattr(as_alice, method)(SETTINGS, {})
    assert (answer.status_code, set(answer["Allow"].split(", "))) == (405, {"GET", "PUT", "HEAD"})


def test_it_asks_for_a_login(anyone):
    assert anyone.get(SETTINGS).status_code == anyone.put(SETTINGS, {}).status_code == 401


def test_it_refuses_a_request_without_a_body_and_keeps_what_was_wished(as_alice):
    as_alice.put(SETTINGS, {"morning": {"on": True}})
    assert error(as_alice.put(SETTINGS)) == (400, "parse_error", None)
    assert Preferences.objects.get().morning_on
