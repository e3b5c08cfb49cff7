from datetime import date

import pytest

from notifications import content
from notifications.content import compose
from notifications.models import Kind
from tests.factories import make_expense, make_plan, make_user
from tests.reports.crowd import AROUND, make_crowd

from .saying import due, said

KINDS = [Kind.MORNING, Kind.EVENING]


def dues(people):
    """A morning and an evening to everyone."""
    return [
        due(person, kind, AROUND, pk=10 * person.pk + place) for person in people for place, kind in enumerate(KINDS)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(3))
def test_everyone_is_told_what_they_would_be_told_alone(seed):
    found = compose(dues(make_crowd(seed)))
    alone = {one.pk: message for one in dues_of(seed) if (message := said(one.owner, one.kind, AROUND))}
    assert found == alone
    assert len({message.text for message in found.values()}) > 5


def dues_of(seed):
    from accounts.models import User

    return dues(User.objects.order_by("pk"))


def test_nobodys_number_is_in_anothers_message(alice, bob):
    make_plan(alice, food=313_130)
    make_plan(bob, food=777_770)
    make_expense(alice, 1_310)
    make_expense(bob, 7_770)
    found = compose([due(alice, Kind.EVENING, pk=1), due(bob, Kind.EVENING, pk=2)])
    assert "313,130" in found[1].text
    assert "1,310" in found[1].text
    assert not {"777,770", "7,770"} & set(found[1].text.replace("원", "").split())
    assert "777,770" in found[2].text


@pytest.mark.django_db
@pytest.mark.parametrize("people", [1, 40])
def test_it_takes_four_statements_however_many_they_are(django_assert_num_queries, people):
    crowd = [make_user(f"u{number}", month_start_day=number % 28 + 1) for number in range(people)]
    for person in crowd:
        make_plan(person, 202610, food=300_000)
        make_expense(person, 5_000)
    with django_assert_num_queries(4):
        assert len(compose(dues(crowd))) == 2 * people


@pytest.mark.django_db
def test_more_than_fit_into_a_chunk_are_composed_in_several(monkeypatch):
    crowd = make_crowd(2)
    together = compose(dues(crowd))
    monkeypatch.setattr(content, "AT_ONCE", 5)
    assert compose(dues(crowd)) == together


def test_several_channels_of_one_person_get_the_same_message(alice):
    make_plan(alice, food=300_000)
    found = compose([due(alice, pk=1), due(alice, pk=2)])
    assert found[1] == found[2]


def test_days_of_one_person_are_told_apart(alice):
    make_plan(alice, food=300_000)
    found = compose([due(alice, on=date(2026, 11, 1), pk=1), due(alice, on=date(2026, 11, 30), pk=2)])
    assert [found[1].title, found[2].title] == ["오늘 쓸 수 있는 돈 10,000원", "오늘 쓸 수 있는 돈 300,000원"]


def test_nothing_to_compose_is_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert compose([]) == {}


def test_an_owner_who_is_gone_is_told_nothing(alice):
    gone = due(alice)
    gone.owner_id = alice.pk + 1
    assert compose([gone]) == {}


def test_a_kind_that_is_not_composed_here_is_left_out(alice):
    make_plan(alice, food=300_000)
    assert said(alice, Kind.NOTICE) is None
