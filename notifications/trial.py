"""A test message: sent now, tried once, recorded like every other."""

from hashlib import sha256
from secrets import token_hex
from threading import BoundedSemaphore

from django.conf import settings
from django.db import transaction

from accounts.limits import MINUTE, Limit, count
from accounts.models import User
from core import clock
from core.errors import ChannelUnverified, NotFound, TooManyAttempts

from . import engine
from .models import Channel, Delivery, Kind

TESTS_PER_MINUTE = 10
SECONDS = 10


def tests_at_once(threads: int) -> int:
    """Return how many of a process's threads may wait for receivers, 10 seconds each: others want answers, too."""
    return min(8, threads // 4)


TESTS_AT_ONCE = tests_at_once(settings.WEB_THREADS)
places = BoundedSemaphore(TESTS_AT_ONCE)


def send_test(*, owner: User, channel: Channel) -> str | None:
    """Send a test message, to a switched-off channel too. Return the error's code, None where it arrived.

    Raises ChannelUnverified, TooManyAttempts, NotFound for one that is deleted meanwhile.
    """
    if channel.is_unverified:
        raise ChannelUnverified
    if not places.acquire(blocking=False):
        raise TooManyAttempts(retry_after=SECONDS)
    try:
        delivery = _record(owner, channel)
        engine.send_batch([delivery.pk])
    finally:
        places.release()
    found = Delivery.objects.filter(pk=delivery.pk).values_list("state", "last_error").first()
    if found is None:
        raise NotFound
    state, error = found
    # Without an error it is still under way: the channel has not kept to its time.
    return None if state == Delivery.State.SENT else error or "timeout"


@transaction.atomic
def _record(owner: User, channel: Channel) -> Delivery:
    count([Limit(sha256(f"test {owner.pk}".encode()).hexdigest(), TESTS_PER_MINUTE, MINUTE)])
    now = clock.now()
    return Delivery.objects.create(
        owner=owner,
        channel=channel,
        kind=Kind.TEST,
        local_date=clock.today(owner),
        # A day may have several.
        subject=token_hex(8),
        # Claimed by this request, and of no use later: nobody else takes it up, and it is not tried again.
        state=Delivery.State.CLAIMED,
        attempts=1,
        due_at=now,
        useful_until=now,
        next_attempt_at=now + engine.LEASE,
    )
