"""How many messages wait is said on every page of whoever they are for."""

import pytest
from django.test import Client

from notifications.models import InboxMessage, Kind
from tests.web.conftest import client_of
from tests.web.reading import words


@pytest.fixture
def messages(alice, bob):
    for owner, count in ((alice, 2), (bob, 1)):
        for number in range(count):
            InboxMessage.objects.create(owner=owner, kind=Kind.MORNING, title=f"{number}", body="")


def test_pages_say_how_many_wait(alice, messages):
    for path in ("/", "/expenses/", "/budget/", "/settings/"):
        assert "안 읽은 알림 2개" in words(client_of(alice).get(path))


def test_what_is_read_is_not_counted(alice, messages):
    pages = client_of(alice)
    pages.post("/inbox/read/")
    assert "안 읽은 알림" not in words(pages.get("/"))


def test_more_than_a_hundred_are_not_told_apart(alice):
    InboxMessage.objects.bulk_create(
        InboxMessage(owner=alice, kind=Kind.MORNING, title="", body="") for _ in range(120)
    )
    assert "99+" in words(client_of(alice).get("/"))


def test_nobody_in_particular_has_none(db):
    assert "안 읽은 알림" not in words(Client().get("/"))
