"""Sending: deliveries are claimed for a while, sent, and what became of each is recorded as soon as it is known.

Who is killed in between leaves rows whose lease runs out; they are claimed again. So a message is never lost, and it
comes twice only if it was on its way at that moment, with the same delivery id.
"""

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from random import SystemRandom
from time import monotonic
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import BooleanField, F, QuerySet
from django.db.models.expressions import RawSQL

from core import clock

from . import content, services
from .channels import channel_type, inbox
from .channels.base import SendingFailed, SendingImpossible
from .messages import Envelope, Message
from .models import Channel, Delivery, Kind
from .secrets import decrypt

logger = logging.getLogger(__name__)

BATCH = 500
LEASE = timedelta(seconds=60)
# A channel takes 10 s at most: what is not begun by then would still be under way when the lease has run out.
LAST_START = 45.0
INBOXES_AT_ONCE = 100
FIRST_GAP = 30.0
LONGEST_GAP = 86_400.0
# The very words of the index: SQLite does not use it where they are parameters.
IS_ACTIVE = RawSQL("state IN ('waiting', 'claimed')", (), BooleanField())
NOT_BEGUN = SendingFailed("not_begun")
chance = SystemRandom()


class Sending(NamedTuple):
    """A delivery, and what it says."""

    delivery: Delivery
    message: Message


def claim(limit: int, now: datetime | None = None) -> list[int]:
    """Take up to so many deliveries that are to be sent now, for 60 seconds, and return their ids."""
    now = now or clock.now()
    with transaction.atomic():
        _plan_anew()
        free = _to_do(now).select_for_update(skip_locked=True).order_by("next_attempt_at", "pk")
        ids = list(free.values_list("pk", flat=True)[:limit])
        Delivery.objects.filter(pk__in=ids).update(
            state=Delivery.State.CLAIMED, attempts=F("attempts") + 1, next_attempt_at=now + LEASE
        )
    return ids


def _plan_anew() -> None:
    """Have PostgreSQL plan this transaction's statements for what is in the tables now.

    Workers look again and again while there is nothing to do. A plan kept from then sorts, for each batch, all that is
    due in a great morning, until the tables are next analyzed.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL plan_cache_mode = force_custom_plan")


def count_to_do(now: datetime | None = None, *, most: int) -> int:
    """Return how many deliveries are to be sent now; counts to `most`."""
    return _to_do(now or clock.now())[:most].count()


def oldest_to_do(now: datetime) -> datetime | None:
    """Return since when the delivery that waits longest could have been sent; None where none waits."""
    return _to_do(now).order_by("next_attempt_at", "pk").values_list("next_attempt_at", flat=True).first()


def expire(now: datetime | None = None) -> int:
    """Give up what could not be sent while it was of use, and return how many those were."""
    now = now or clock.now()
    return _open(now).filter(useful_until__lte=now).update(state=Delivery.State.EXPIRED)


def send_due(now: datetime | None = None) -> int:
    """Claim and send until nothing is left to be sent now, and return how many deliveries those were."""
    sent = 0
    while ids := claim(BATCH, now):
        send_batch(ids, now)
        sent += len(ids)
    return sent


def send_batch(delivery_ids: Sequence[int], now: datetime | None = None) -> None:
    """Send deliveries that were claimed, and record what became of each. `now` stands still for who gives it."""
    started = monotonic()
    claimed = Delivery.objects.filter(pk__in=delivery_ids, state=Delivery.State.CLAIMED).select_related("channel")
    deliveries = [delivery for delivery in claimed.order_by("pk") if _is_usable(delivery)]
    said = _composed(deliveries)
    inboxes: list[Sending] = []
    others: list[Sending] = []
    for delivery in deliveries:
        message = said.get(delivery.pk)
        if isinstance(message, Message):
            is_inbox = delivery.channel.type == Channel.Type.INBOX
            (inboxes if is_inbox else others).append(Sending(delivery, message))
        elif message:
            _record_failure(delivery, message, now)
        else:
            _record(delivery, state=Delivery.State.EXPIRED, last_error="nothing_to_say")
    for portion in _portions(inboxes):
        _put_into_inboxes(portion, now)
    _send_out(others, now, started)


def _to_do(now: datetime) -> QuerySet[Delivery]:
    return _open(now).filter(useful_until__gt=now)


def _open(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(IS_ACTIVE, next_attempt_at__lte=now)


def _is_usable(delivery: Delivery) -> bool:
    """Tell whether the channel may still be used; a channel that is off is tried by a test only."""
    channel = delivery.channel
    if (channel.is_on or delivery.kind == Kind.TEST) and not channel.is_unverified:
        return True
    _record(delivery, state=Delivery.State.FAILED, last_error="channel_off")
    return False


def _composed(deliveries: Sequence[Delivery]) -> dict[int, Message | SendingFailed]:
    """Return what each says. One that cannot be composed does not keep the others from being sent."""
    if not deliveries:
        return {}
    try:
        return {**content.compose(deliveries)}
    except DatabaseError:
        raise
    except Exception:
        if len(deliveries) == 1:
            logger.exception("delivery %s cannot be composed", deliveries[0].pk)
            return {deliveries[0].pk: SendingFailed("internal_error")}
    half = len(deliveries) // 2
    return _composed(deliveries[:half]) | _composed(deliveries[half:])


def _portions(sendings: Sequence[Sending]) -> Iterator[Sequence[Sending]]:
    for first in range(0, len(sendings), INBOXES_AT_ONCE):
        yield sendings[first : first + INBOXES_AT_ONCE]


@transaction.atomic
def _put_into_inboxes(sendings: Sequence[Sending], now: datetime | None) -> None:
    """Write the messages and record them together, so that no inbox has one twice."""
    held = _hold([delivery for delivery, _ in sendings])
    inbox.write((one.owner_id, _envelope(one, message)) for one, message in sendings if one.pk in held)
    Delivery.objects.filter(pk__in=held).update(**_sent(now))


def _hold(deliveries: Sequence[Delivery]) -> set[int]:
    """Keep those that are still ours as they are until the transaction ends, and return their ids.

    Whose owner is being changed or erased is left out: waiting for that here might be waiting for each other.
    """
    attempts = {delivery.pk: delivery.attempts for delivery in deliveries}
    rows = Delivery.objects.filter(pk__in=attempts, state=Delivery.State.CLAIMED).select_related("owner").order_by("pk")
    held = rows.only("attempts", "owner__id").select_for_update(skip_locked=True, of=("self", "owner"), no_key=True)
    return {row.pk for row in held if row.attempts == attempts[row.pk]}


def _send_out(sendings: Sequence[Sending], now: datetime | None, started: float) -> None:
    """Send side by side. The threads only talk to the outside; the database is this thread's."""
    if not sendings:
        return
    pool = ThreadPoolExecutor(min(len(sendings), settings.SENDING_THREADS), thread_name_prefix="sending")
    futures = {pool.submit(_send, sending, started): sending.delivery for sending in sendings}
    try:
        for future in as_completed(futures, timeout=LEASE.total_seconds()):
            _record_outcome(futures[future], future, now)
    except TimeoutError:
        # A channel broke its promise. Its thread is left to itself; the lease runs out, and it is tried again.
        kinds = {delivery.channel.type for future, delivery in futures.items() if not future.done()}
        logger.warning("never came back: %s", ", ".join(sorted(kinds)))
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _send(sending: Sending, started: float) -> SendingFailed | None:
    """Return why it could not be sent, or None."""
    delivery, message = sending
    if monotonic() - started > LAST_START:
        return NOT_BEGUN
    try:
        target = decrypt(delivery.channel.target)
        channel_type(delivery.channel.type).send(target, _envelope(delivery, message))
    except SendingFailed as failed:
        return failed
    except Exception as error:
        # Without its text, in which there may be an address or a token.
        logger.warning("delivery %s by %s: %s", delivery.pk, delivery.channel.type, type(error).__name__)
        return SendingFailed("internal_error")
    return None


def _envelope(delivery: Delivery, message: Message) -> Envelope:
    return Envelope(message, str(delivery.pk), delivery.kind, delivery.local_date)


def _record_outcome(delivery: Delivery, future: Future[SendingFailed | None], now: datetime | None) -> None:
    failed = future.result()
    if failed is None:
        # Even where the lease has run out in the meantime: it was sent.
        Delivery.objects.filter(pk=delivery.pk, state__in=Delivery.ACTIVE).update(**_sent(now))
    elif failed is not NOT_BEGUN:
        _record_failure(delivery, failed, now)


def _sent(now: datetime | None) -> dict[str, object]:
    return {"state": Delivery.State.SENT, "sent_at": now or clock.now(), "last_error": ""}


def _record(delivery: Delivery, **changes: object) -> None:
    """Change the delivery, unless somebody else has claimed it since."""
    Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.CLAIMED, attempts=delivery.attempts).update(**changes)


def _record_failure(delivery: Delivery, failed: SendingFailed, now: datetime | None) -> None:
    if isinstance(failed, SendingImpossible):
        return _switch_off(delivery, failed)
    again_at = (now or clock.now()) + gap(delivery.attempts, failed.retry_after)
    is_of_use = again_at < delivery.useful_until
    state = Delivery.State.WAITING if is_of_use else Delivery.State.FAILED
    return _record(delivery, state=state, next_attempt_at=again_at, last_error=failed.code)


@transaction.atomic
def _switch_off(delivery: Delivery, failed: SendingFailed) -> None:
    # The channel first, as whoever deletes it does: they would wait for each other.
    Channel.objects.select_for_update(no_key=True).filter(pk=delivery.channel_id).first()
    if _hold([delivery]):
        _record(delivery, state=Delivery.State.FAILED, last_error=failed.code)
        services.switch_off(delivery.channel, failed.code)


def gap(attempts: int, retry_after: float | None) -> timedelta:
    """Return how long to wait after so many attempts: 30 s, doubled each time, give or take a fifth.

    Longer where the other side asked for it.
    """
    usual = FIRST_GAP * 2 ** min(max(attempts - 1, 0), 12) * chance.uniform(0.8, 1.2)
    return timedelta(seconds=min(max(usual, retry_after or 0.0), LONGEST_GAP))
