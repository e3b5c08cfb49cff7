import pytest

from core import clock
from notifications.alerts import decide
from notifications.models import AlertState, Delivery
from tests.factories import make_expense, make_user
from tests.parallel import at_once, committed

from .deciding import watch

SCHEDULERS, PEOPLE = 6, 20

pytestmark = committed


def everyone_decides() -> int:
    """Have several schedulers look at the same moment; return how many deliveries they say they made."""
    return sum(at_once(*[lambda: decide(clock.now())] * SCHEDULERS))


@pytest.fixture
def people():
    found = [make_user(f"u{number}") for number in range(PEOPLE)]
    for person in found:
        watch(person)
    return found


def test_several_schedulers_tell_it_once(people):
    for person in people:
        make_expense(person, 300_000)
    told = everyone_decides()
    # Whoever was being settled by somebody else is left to them; a last look finds nothing forgotten.
    told += decide(clock.now())
    assert told == PEOPLE
    assert sorted(Delivery.objects.values_list("owner_id", "subject")) == [
        (person.pk, "food:100:2026-11:1") for person in people
    ]
    assert AlertState.objects.filter(is_passed=True, times=1).count() == 2 * PEOPLE


def test_several_schedulers_count_a_second_time_once(people):
    for person in people:
        make_expense(person, 240_000)
    decide(clock.now())
    for person in people:
        person.expenses.all().delete()
    decide(clock.now())
    for person in people:
        make_expense(person, 240_000)
    told = everyone_decides() + decide(clock.now())
    assert told == PEOPLE
    assert set(AlertState.objects.values_list("times", flat=True)) == {2}
    assert Delivery.objects.filter(subject="food:80:2026-11:2").count() == PEOPLE
