import re
from string import Formatter

import pytest

from notifications.content import Reader, compose, preview
from notifications.models import Kind
from notifications.texts import Text
from tests.conftest import client_for
from tests.factories import make_expense, make_plan
from tests.reports.asking import recommendation, summary

from .saying import MONDAY, due, every_text, lines, said

ALL = [pytest.param(text, id=name) for name, text in every_text().items()]


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("text", ALL)
def test_each_text_is_there_in_both_languages(text):
    assert text.en.isascii()
    # Some are figures and a label alone.
    assert re.search("[가-힣]", re.sub(r"\{\w+\}", "", text.ko)) or fields(text.ko) <= {"label", "a", "first", "last"}


@pytest.mark.parametrize("text", ALL)
def test_each_names_the_same_in_both(text):
    # Korean months are numbers, English ones have names.
    assert fields(text.ko) - {"month"} == fields(text.en) - {"name"}


@pytest.mark.parametrize("text", ALL)
def test_none_shouts_or_blames(text):
    both = text.ko + text.en
    assert not set("!！") & set(both)
    assert not re.search("낭비|과소비|실패|잘못|bad|fail|waste|too much|overspen", both, re.IGNORECASE)


def test_any_other_language_is_korean():
    reader = Reader(1, "fr", "KRW", 1, 100, 30, hide_amounts=False)
    assert reader.say(Text("가 {a}", "b {a}"), a=1) == "가 1"


@pytest.mark.parametrize(("language", "said_in"), [(None, "ko"), ("ko", "ko"), ("en", "en")])
def test_it_is_the_owners_language_korean_unless_they_said(alice, language, said_in):
    alice.language = language
    alice.save()
    make_plan(alice, food=300_000)
    found = said(alice)
    assert found.language == said_in
    assert bool(re.search("[가-힣]", found.title + found.text)) == (said_in == "ko")


@pytest.fixture
def english(alice):
    alice.language = "en"
    alice.save()
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 295_000, on="2026-11-10")
    make_expense(alice, 15_000)
    make_expense(alice, 2_000, code="beauty")
    return alice


def test_an_english_morning(english):
    answer = recommendation(client_for(english))
    food, transport = (part["recommended_amount"] for part in answer["category_recommendations"])
    found = said(english)
    assert found.title == f"₩{food + transport:,} to spend today"
    assert lines(found) == [
        answer["message"],
        f"Food: ₩{food:,} (minimum part)",
        f"Transport: ₩{transport:,}",
        "8 days are left, today included.",
    ]


def test_an_english_evening(english):
    answer = summary(client_for(english))
    assert said(english, Kind.EVENING).title == "₩17,000 spent today"
    assert lines(said(english, Kind.EVENING)) == [
        answer["message"],
        f"Spent today: ₩17,000. Today's part: ₩{answer['recommended_total']:,}.",
        f"Appropriate: ₩13,000. Risk: {answer['risk_percentage']}%.",
        "Food: ₩15,000, appropriate ₩10,000, risk 150.0%",
        "Beauty: ₩2,000, nothing to compare with yet",
        "Spent this month: ₩312,000. Budget: ₩390,000.",
        f"Appropriate: ₩299,000. Risk: {answer['month_to_date']['risk_percentage']}%.",
    ]


def test_an_english_month_from_payday(english):
    english.month_start_day = 25
    english.save()
    make_plan(english, 202610, food=300_000)
    assert "Spent Oct 25 - Nov 24: ₩312,000. Budget: ₩300,000." in said(english, Kind.EVENING).text


def test_readers_of_both_languages_are_in_one_batch(english, bob):
    make_plan(bob, food=300_000)
    found = compose([due(english, pk=1), due(bob, pk=2)])
    assert [found[1].language, found[2].language] == ["en", "ko"]


def test_the_language_of_the_moment_does_not_matter(alice):
    from django.utils import translation

    make_plan(alice, food=300_000)
    with translation.override("en"):
        assert preview(alice, "morning", MONDAY).language == "ko"
