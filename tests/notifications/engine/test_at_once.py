"""Any number of schedulers and senders, on connections of their own."""

import pytest
from django.db import transaction

from accounts.models import User
from budget_management.models import BudgetLine, MonthPlan
from notifications import engine
from notifications.due import enqueue_due
from notifications.models import Channel, Delivery, InboxMessage, Preferences
from tests.factories import category
from tests.parallel import at_once, committed

from .people import at, make_delivery, make_reader

pytestmark = committed
EIGHT_O_CLOCK = at("2026-11-23T08:00")


def make_readers(number):
    names = [f"reader{n}" for n in range(number)]
    people = User.objects.bulk_create([User(username=name, username_key=name, password="!") for name in names])
    Preferences.objects.bulk_create([Preferences(owner=person, morning_on=True) for person in people])
    Channel.objects.bulk_create([Channel(owner=person, type="inbox") for person in people])
    plans = MonthPlan.objects.bulk_create([MonthPlan(owner=person, month=202611) for person in people])
    food = category("food")
    BudgetLine.objects.bulk_create(
        [BudgetLine(owner_id=plan.owner_id, plan=plan, category=food, amount=300_000) for plan in plans]
    )


def test_eight_schedulers_deliver_a_thousand_messages_to_a_thousand_people(measured):
    make_readers(1000)

    def scheduler():
        enqueue_due(EIGHT_O_CLOCK)
        return engine.send_due(EIGHT_O_CLOCK)

    delivered = sum(at_once(*[scheduler] * 8))
    people = InboxMessage.objects.values("owner").distinct().count()
    measured("8 schedulers at once, 1,000 people due", "each delivered once", f"{delivered:,} to {people:,} people")
    assert delivered == 1000
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1)}
    assert InboxMessage.objects.count() == InboxMessage.objects.values("owner").distinct().count() == 1000


def test_they_make_no_second_one_of_any():
    make_readers(300)
    assert sum(at_once(*[lambda: enqueue_due(EIGHT_O_CLOCK)] * 8)) == 300
    assert Delivery.objects.count() == 300


@pytest.mark.only("postgresql")  # SQLite has one lock for all writers.
def test_an_inbox_whose_owner_is_being_erased_is_not_waited_for():
    """Each would wait for what the other holds: the erasure for the delivery, the message for its owner."""
    alice = make_reader("alice")
    delivery = make_delivery(Channel.objects.get(owner=alice))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=alice.pk)
        at_once(engine.send_due)
        assert not InboxMessage.objects.exists()
        alice.delete()
    assert not Delivery.objects.filter(pk=delivery.pk).exists()
