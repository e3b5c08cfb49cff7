from datetime import date

import pytest

from notifications import content
from notifications.models import Kind
from tests.conftest import client_for
from tests.factories import make_expense, make_plan

from .asking import PREVIEW, error


@pytest.mark.parametrize("kind", ["morning", "evening"])
def test_it_shows_the_very_text(alice, as_alice, kind):
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 9_500)
    found = as_alice.get(f"{PREVIEW}?kind={kind}&date=2026-11-20").json()
    message = content.preview(alice, Kind(kind), date(2026, 11, 20))
    assert found == {
        "kind": kind,
        "date": "2026-11-20",
        "title": message.title,
        "text": message.text,
        "html": message.html,
    }


def test_it_is_about_today_unless_asked_otherwise(alice):
    alice.time_zone = "America/New_York"
    alice.save()
    assert client_for(alice).get(f"{PREVIEW}?kind=morning").json()["date"] == "2026-11-22"


@pytest.mark.parametrize("kind", ["morning", "evening"])
def test_it_has_something_to_show_without_a_plan(as_alice, kind):
    found = as_alice.get(f"{PREVIEW}?kind={kind}").json()
    assert found["title"]
    assert found["text"]


@pytest.mark.parametrize("day", ["1900-01-01", "2999-12-31"])
def test_the_first_and_the_last_day_can_be_shown(alice, as_alice, day):
    make_plan(alice, food=300_000)
    assert as_alice.get(f"{PREVIEW}?kind=evening&date={day}").status_code == 200


@pytest.mark.parametrize(
    ("query", "code", "attr"),
    [
        ("", "required", "kind"),
        ("kind=", "invalid_choice", "kind"),
        ("kind=alert", "invalid_choice", "kind"),
        ("kind=morning&kind=evening", "repeated", "kind"),
        ("kind=morning&date=today", "invalid", "date"),
        ("kind=morning&date=2026-02-30", "invalid", "date"),
        ("kind=morning&day=2026-11-20", "unknown_field", "day"),
    ],
)
def test_it_refuses_and_names_the_parameter(as_alice, query, code, attr):
    assert error(as_alice.get(f"{PREVIEW}?{query}")) == (400, code, attr)


def test_it_asks_for_a_login(anyone):
    assert anyone.get(f"{PREVIEW}?kind=morning").status_code == 401
