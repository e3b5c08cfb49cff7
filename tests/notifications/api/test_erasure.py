from accounts import services as accounts
from notifications.models import AlertState, Channel, Delivery, InboxMessage, Preferences
from tests.factories import PASSWORD, make_user

from .asking import HOOK, SETTINGS, make_delivery, make_message

KINDS = (Preferences, Channel, Delivery, InboxMessage, AlertState)


def fill(user, client):
    client.put(SETTINGS, {"morning": {"on": True}})
    delivery = make_delivery(user.channels.get())
    make_message(user, delivery=delivery)
    AlertState.objects.create(owner=user, month=202611, threshold=80)
    client.post("/api/notifications/channels/", {"type": "webhook", "target": {"url": HOOK}})


def test_everything_the_person_had_is_gone_and_nothing_of_others(as_user, bob):
    alice = make_user("alice", password=PASSWORD)
    fill(alice, as_user(alice))
    fill(bob, as_user(bob))
    accounts.erase(user=alice, password=PASSWORD, address="192.0.2.1")
    assert [kind.objects.count() for kind in KINDS] == [1, 2, 1, 1, 1]
    assert {kind.objects.values_list("owner", flat=True).distinct().get() for kind in KINDS} == {bob.pk}
