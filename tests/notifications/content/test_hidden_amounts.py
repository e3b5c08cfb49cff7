import pytest

from notifications.models import AlertState, Kind, Preferences
from tests.factories import make_expense, make_plan

from .saying import figures, said

MOMENTS = [(Kind.MORNING, ""), (Kind.EVENING, ""), (Kind.ALERT, "food:80:2026-11:1"), (Kind.ALERT, "*:80:2026-11:1")]


@pytest.fixture(params=["ko", "en"])
def shy(request, alice):
    alice.language = request.param
    alice.save()
    Preferences.objects.create(owner=alice, hide_amounts=True)
    make_plan(alice, food=317_300, transport=41_700)
    make_expense(alice, 298_100, on="2026-11-10")
    make_expense(alice, 14_300)
    return alice


@pytest.mark.parametrize(("kind", "subject"), MOMENTS)
def test_no_amount_is_in_any_part_of_it(shy, kind, subject):
    found = said(shy, kind, subject=subject)
    everything = found.title + found.text + found.html
    assert not set("₩원") & set(everything.replace("원해", ""))
    # What remains are the days left and an alert's percentage.
    assert set(figures(everything)) <= {"8", "80"}


@pytest.mark.parametrize(("kind", "subject"), MOMENTS)
def test_it_says_where_they_are(shy, kind, subject):
    found = said(shy, kind, subject=subject)
    assert ("The amounts are in the app." if shy.language == "en" else "금액은 앱에서 볼 수 있어요.") in found.text


def test_the_days_left_are_no_amount(shy):
    assert "8" in said(shy).text


def test_who_hides_nothing_is_told(alice):
    Preferences.objects.create(owner=alice)
    make_plan(alice, food=300_000)
    assert "37,500원" in said(alice).title


def test_nobody_is_hidden_because_of_somebody_else(shy, bob):
    make_plan(bob, food=300_000)
    assert "37,500원" in said(bob).title
    assert not AlertState.objects.exists()
