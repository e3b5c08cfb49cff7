from datetime import date

import pytest

from accounts.models import User
from core.errors import TokenInvalid
from notifications.content import preview
from notifications.models import Kind, Preferences
from tests.factories import make_expense, make_plan

from .saying import MONDAY, said


@pytest.mark.parametrize("kind", [Kind.MORNING, Kind.EVENING, "morning", "evening"])
@pytest.mark.parametrize("hide_amounts", [False, True])
def test_it_is_the_very_text_that_is_sent(alice, kind, hide_amounts):
    Preferences.objects.create(owner=alice, hide_amounts=hide_amounts)
    make_plan(alice, food=300_000)
    make_expense(alice, 5_000)
    assert preview(alice, kind, MONDAY) == said(alice, kind)


@pytest.mark.parametrize("kind", [Kind.MORNING, Kind.EVENING])
def test_without_a_plan_it_is_the_nudge(alice, kind):
    assert preview(alice, kind, MONDAY) == said(alice, Kind.NUDGE)


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2999, 12, 31)])
@pytest.mark.parametrize("kind", [Kind.MORNING, Kind.EVENING])
def test_the_first_and_the_last_day_have_one(alice, kind, day):
    alice.month_start_day = 31
    alice.save()
    make_plan(alice, 189912, food=300_000)
    assert preview(alice, kind, day).title


def test_it_takes_four_statements(alice, django_assert_num_queries):
    make_plan(alice, food=300_000)
    with django_assert_num_queries(4):
        preview(alice, Kind.MORNING, MONDAY)


def test_who_is_erased_at_that_moment_has_no_login_any_more(alice):
    gone = User(pk=alice.pk + 1)
    with pytest.raises(TokenInvalid):
        preview(gone, Kind.MORNING, MONDAY)
