from datetime import timedelta

import pytest

from notifications.models import Kind
from tests.factories import make_plan

from .saying import MONDAY, lines, said


def test_it_is_kind_and_says_that_it_comes_once(alice):
    found = said(alice, Kind.NUDGE)
    assert found.title == "한 달 예산을 정해 볼까요?"
    assert lines(found)[-1] == "이 안내는 한 번만 보내요. 예산이 생기면 아침마다 오늘 쓸 돈을 알려 드려요."


def test_it_says_the_sentence_of_the_day(alice):
    assert len({lines(said(alice, Kind.NUDGE, MONDAY + timedelta(days=days)))[0] for days in range(10)}) == 10


def test_it_is_english_for_who_reads_english(alice):
    alice.language = "en"
    alice.save()
    assert said(alice, Kind.NUDGE).title == "Shall we set a budget for the month?"


def test_who_has_a_plan_by_now_is_not_nudged(alice):
    make_plan(alice, food=300_000)
    assert said(alice, Kind.NUDGE) is None


@pytest.mark.parametrize("kind", [Kind.MORNING, Kind.EVENING])
def test_it_is_not_said_in_place_of_a_daily_message(alice, kind):
    assert said(alice, kind) is None
