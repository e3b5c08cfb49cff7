from core import clock
from notifications.alerts import decide
from notifications.models import AlertState, Channel, Delivery
from tests.factories import make_expense

from .deciding import look, watch


def test_it_goes_to_every_channel_that_may_be_used(alice):
    inbox = watch(alice)
    add = Channel.objects.create
    verified = add(owner=alice, type="email", verified_at=clock.now())
    webhook = add(owner=alice, type="webhook")
    add(owner=alice, type="email")
    add(owner=alice, type="discord", is_on=False)
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:1"] * 3
    assert set(Delivery.objects.values_list("channel_id", flat=True)) == {inbox.pk, verified.pk, webhook.pk}


def test_a_channel_of_somebody_else_gets_nothing(alice, bob):
    watch(alice)
    Channel.objects.create(owner=bob, type="inbox")
    make_expense(alice, 240_000)
    look()
    assert Delivery.objects.get().channel.owner == alice


def test_without_a_channel_it_is_only_noted(alice):
    watch(alice).delete()
    make_expense(alice, 240_000)
    assert look() == []
    assert AlertState.objects.get().is_passed


def test_who_is_watched_costs_the_same_number_of_statements(django_assert_num_queries, alice, bob, charlie):
    for person in (alice, bob, charlie):
        watch(person)
        make_expense(person, 1_000)
    # Who is watched; their lines, spending, the categories' names and what is recorded; and that nobody else is.
    with django_assert_num_queries(6):
        decide(clock.now())
