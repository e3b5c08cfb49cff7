from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import pytest

from categories.models import Category
from expenses.models import Expense
from reports import batch, summary, today
from reports.facts import month_on
from tests.factories import make_expense, make_plan, make_user

from .crowd import make_crowd

DAY = date(2026, 11, 23)


def todays(asked):
    return {key: today.seen_as_today(seen) for key, seen in batch.months(asked)}


def summaries(asked):
    return {key: summary.seen_as_summary(seen) for key, seen in batch.months(asked)}


def pairs(people, seed=0):
    """Each person on some day, some of them on two."""
    chance = Random(seed)
    days = [DAY, DAY, DAY - timedelta(days=1), date(2026, 11, 30), date(2026, 12, 1), date(2026, 2, 28)]
    return [(person, chance.choice(days)) for person in people for _ in range(chance.randint(1, 2))]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_everybodys_plan_of_the_day_is_what_they_would_be_told_alone(seed):
    asked = pairs(make_crowd(seed), seed)
    found = todays(asked)
    assert found == {(person.pk, day): today.for_user(person, day) for person, day in asked}
    assert any(one.plan.total for one in found.values())


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_everybodys_summary_is_what_they_would_be_told_alone(seed):
    asked = pairs(make_crowd(seed), seed)
    found = summaries(asked)
    assert found == {(person.pk, day): summary.seen_as_summary(month_on(person, day)) for person, day in asked}
    assert any(one.summary.total_expense for one in found.values())


@pytest.mark.django_db
def test_labels_stand_in_the_same_order():
    asked = pairs(make_crowd(7))
    for (person, day), found in zip(dict.fromkeys(asked), todays(asked).values(), strict=True):
        assert list(found.labels.by_code.items()) == list(today.for_user(person, day).labels.by_code.items())


def test_a_category_of_ones_own_is_named_as_its_owner_named_it(alice, bob):
    for owner, label in ((alice, "고양이"), (bob, "화분")):
        own = Category.objects.create(owner=owner, code="own", label_ko=label, label_en="Own", position=3)
        Expense.objects.create(owner=owner, category=own, amount=700, spent_on=DAY)
    found = summaries([(alice, DAY), (bob, DAY)])
    assert [found[person.pk, DAY].labels("own", "ko") for person in (alice, bob)] == ["고양이", "화분"]


@pytest.mark.parametrize("amount", [10**12])
def test_the_largest_amounts_add_up(alice, amount):
    make_plan(alice, food=amount)
    for _ in range(3):
        make_expense(alice, amount)
    assert summaries([(alice, DAY)])[alice.pk, DAY].summary.total_expense == 3 * amount


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2999, 12, 31)])
def test_the_first_and_the_last_day_are_answered(alice, day):
    alice.month_start_day = 31
    make_plan(alice, 189912, food=300_000)
    make_expense(alice, 5_000, on=day.isoformat())
    assert todays([(alice, day)]) == {(alice.pk, day): today.for_user(alice, day)}


def test_somebody_with_nothing_has_an_answer_too(alice):
    assert todays([(alice, DAY)]) == {(alice.pk, DAY): today.for_user(alice, DAY)}


def test_nobody_asked_is_nobody_answered(db):
    assert todays([]) == {}


def test_who_is_asked_about_twice_is_answered_once(alice):
    assert len(summaries([(alice, DAY), (alice, DAY)])) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("people", [2, 60])
def test_it_takes_three_statements_however_many_they_are(django_assert_num_queries, people):
    asked = [(make_user(f"u{number}", month_start_day=number % 28 + 1), DAY) for number in range(people)]
    for person, _ in asked:
        make_plan(person, food=300_000)
        make_expense(person, 5_000)
    with django_assert_num_queries(3):
        todays(asked)


@pytest.mark.django_db
def test_more_people_than_fit_into_a_chunk_are_asked_about_in_several(monkeypatch):
    people = make_crowd(3)
    together = todays((person, DAY) for person in people)
    monkeypatch.setattr(batch, "PEOPLE_AT_ONCE", 5)
    assert todays((person, DAY) for person in people) == together


class Settings(NamedTuple):
    pk: int
    month_start_day: int = 25
    rounding_unit: int = 1_000
    floor_percent: int = 50
    currency: str = "USD"


def test_only_what_the_numbers_depend_on_is_needed_of_a_person(alice):
    make_plan(alice, food=300_000)
    only = Settings(alice.pk)
    for name, value in only._asdict().items():
        setattr(alice, name, value)
    assert todays([(only, DAY)])[alice.pk, DAY] == today.for_user(alice, DAY)
