"""What the export of an account takes from here."""

from notifications import services
from notifications.selectors import export_parts

from .asking import ADDRESS, SETTINGS, make_delivery, make_message


def exported(user):
    return {part.name: list(part.rows(user)) for part in export_parts()}


def test_there_is_nothing_of_whoever_never_asked_for_a_message(alice):
    assert exported(alice) == {"message_settings": [], "channels": [], "deliveries": [], "inbox": []}


def test_every_column_is_there(alice, as_alice, email):
    as_alice.put(SETTINGS, {})
    make_message(alice, delivery=make_delivery(email))
    rows = exported(alice)
    for part in export_parts():
        assert rows[part.name]
        assert all(set(part.columns) <= set(row) for row in rows[part.name])


def test_the_settings_are_in_words(alice, as_alice):
    as_alice.put(
        SETTINGS,
        {
            "morning": {"on": True, "at": "07:05"},
            "alerts": {"thresholds": [50, 100]},
            "silent": {"weekdays": ["sat", "sun"]},
        },
    )
    [row] = exported(alice)["message_settings"]
    assert row == {
        "morning_on": True,
        "morning_at": "07:05",
        "evening_on": False,
        "evening_at": "20:00",
        "alerts_on": False,
        "alert_thresholds": "50 100",
        "hide_amounts": False,
        "silent_weekdays": "sat sun",
        "silent_holidays": False,
    }


def test_channels_are_masked(alice, email, webhook):
    services.switch_off(webhook, "gone")
    shown = exported(alice)["channels"]
    assert [row["type"] for row in shown] == ["inbox", "email", "webhook"]
    assert shown[2]["off_reason"] == "gone"
    assert not any(secret in str(shown) for secret in (ADDRESS, "5ec7e7", email.target))


def test_deliveries_and_messages_come_in_their_order(alice, webhook):
    for day in (1, 2, 3):
        make_message(alice, f"m{day}", ago=100 - day, delivery=make_delivery(webhook, day))
    rows = exported(alice)
    assert [str(row["date"]) for row in rows["deliveries"]] == ["2026-11-01", "2026-11-02", "2026-11-03"]
    assert [row["title"] for row in rows["inbox"]] == ["m1", "m2", "m3"]


def test_nothing_of_others_is_in_it(bob, alice, as_alice, webhook):
    as_alice.put(SETTINGS, {})
    make_message(alice, delivery=make_delivery(webhook))
    assert exported(bob) == {"message_settings": [], "channels": [], "deliveries": [], "inbox": []}
