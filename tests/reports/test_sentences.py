from datetime import date, timedelta

import pytest

from insights.situation import Situation
from reports.sentences import SENTENCES, sentence

DAY = date(2026, 11, 23)
EVERY = [(situation, one) for situation, ten in SENTENCES.items() for one in ten]


def say(situation, day=DAY, *, amount_text="12,000원", days_left=8, may_promise=True, language="ko"):
    return sentence(
        situation,
        day,
        amount_text=amount_text,
        days_left=days_left,
        may_promise=may_promise,
        language=language,
    )


def said_over_time(situation, **facts):
    """Everything that is said on some day: as many days as any number of sentences needs."""
    return {say(situation, DAY + timedelta(days=days), **facts) for days in range(10 * 9 * 7)}


def test_there_are_ten_for_every_situation():
    assert {situation: len(ten) for situation, ten in SENTENCES.items()} == dict.fromkeys(Situation, 10)


@pytest.mark.parametrize(("situation", "one"), EVERY)
def test_each_is_there_in_both_languages(situation, one):
    assert any("가" <= letter <= "힣" for letter in one.ko)
    assert one.en.isascii()
    assert one.ko.endswith((".", "?"))
    assert one.en.endswith((".", "?"))


@pytest.mark.parametrize(("situation", "one"), EVERY)
def test_each_names_the_amount_in_both_languages_where_there_is_one(situation, one):
    assert ("{a}" in one.ko) == ("{a}" in one.en) == (situation is not Situation.NO_BUDGET)
    assert "{d}" in one.ko or "{d}" not in one.en


@pytest.mark.parametrize(("situation", "one"), EVERY)
def test_none_shouts(situation, one):
    assert not set("!！") & set(one.ko + one.en)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("situation", Situation)
def test_all_ten_are_said_on_some_day_with_their_numbers_filled_in(situation, language):
    said = said_over_time(situation, language=language)
    assert len(said) == 10
    assert not any("{" in one for one in said)


def test_a_day_keeps_its_sentence():
    assert say(Situation.SAVING) == say(Situation.SAVING)


def test_the_next_day_has_another():
    assert say(Situation.SAVING) != say(Situation.SAVING, DAY + timedelta(days=1))


def test_a_day_has_the_same_sentence_in_both_languages():
    ten = SENTENCES[Situation.ON_TRACK]
    chosen = [one for one in ten if one.ko.format(a="X", d=8) == say(Situation.ON_TRACK, amount_text="X")]
    assert say(Situation.ON_TRACK, amount_text="X", language="en") == chosen[0].en.format(a="X", d=8)


def test_five_promise_an_outcome_and_only_to_who_is_over_pace():
    promising = [situation for situation, one in EVERY if one.promises]
    assert promising == [Situation.OVER_PACE] * 5


@pytest.mark.parametrize("situation", Situation)
def test_no_outcome_is_promised_where_only_floors_are_left(situation):
    promises = {one.ko.format(a="12,000원", d=8) for one in SENTENCES[situation] if one.promises}
    said = said_over_time(situation, may_promise=False)
    assert not said & promises
    assert len(said) == 10 - len(promises)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("situation", Situation)
def test_days_left_are_not_counted_on_the_last_day(situation, language):
    said = said_over_time(situation, days_left=1, language=language, amount_text="X")
    assert said == {
        (one.en if language == "en" else one.ko).format(a="X") for one in SENTENCES[situation] if "{d}" not in one.ko
    }


def test_any_other_language_is_korean():
    assert say(Situation.SAVING, language="fr") == say(Situation.SAVING, language="ko")
