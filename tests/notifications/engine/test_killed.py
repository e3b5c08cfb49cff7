"""Senders that are killed between claim and send lose nothing."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from notifications import engine
from notifications.due import enqueue_due
from notifications.models import Delivery, InboxMessage
from tests.parallel import committed
from tests.trust.sizes import SIZES

from .people import at
from .test_at_once import make_readers

READERS = 50
ROOT = Path(__file__).parents[3]
pytestmark = committed


def database_url():
    """Where this test's own database is."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def start_sender(stop_at, now):
    return subprocess.Popen(
        [sys.executable, "-m", "tests.notifications.engine.sender", str(stop_at), now.isoformat()],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url(), "SECRET_KEY": settings.SECRET_KEY},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def kill_between_claim_and_send(stop_at, now):
    with start_sender(stop_at, now) as sender:
        assert sender.stdout.readline() == "claimed\n"
        sender.kill()


def test_nothing_is_lost_and_nothing_comes_twice(measured):
    make_readers(READERS)
    now = at("2026-11-23T08:00")
    enqueue_due(now)
    for number in range(SIZES.sender_kills):
        # Sometimes at once, sometimes after a batch or two that went out.
        kill_between_claim_and_send(number % 3 + 1 if InboxMessage.objects.count() <= READERS - 30 else 1, now)
        assert Delivery.objects.filter(state="claimed", next_attempt_at=now + engine.LEASE).count() == 10
        now += engine.LEASE
    engine.send_due(now)
    sent, got = Delivery.objects.filter(state="sent").count(), InboxMessage.objects.count()
    measured(
        f"senders killed between claim and send × {SIZES.sender_kills}",
        "nothing lost, nothing twice",
        f"{sent} of {READERS} sent, {got} arrived",
    )
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}
    assert InboxMessage.objects.count() == InboxMessage.objects.values("owner").distinct().count() == READERS
