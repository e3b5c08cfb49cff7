"""`manage.py scheduler [--send] [--once [--now TIME]]`: decides once a minute who is due, and has it sent.

Any number may run at once, on any number of hosts.
"""

import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.ticking import Ticker
from notifications import alerts, due, engine, housekeeping, tasks, traffic

MINUTE = 60
CLEANED_EVERY = timedelta(days=1)


def decide_alerts(now: datetime | None = None) -> None:
    """Find out who has passed a threshold."""
    alerts.decide(now or clock.now())


def decide_due(now: datetime | None = None) -> None:
    """Find out whose time has come."""
    due.enqueue_due(now or clock.now())


def expire(now: datetime | None = None) -> None:
    """Give up what would come too late."""
    engine.expire(now)


def leave_to_workers(now: datetime | None = None) -> None:
    """Queue what is to be sent."""
    tasks.queue_deliveries(now)


def send_here(now: datetime | None = None) -> None:
    """Send what is to be sent."""
    engine.send_due(now)


class Scheduler(Ticker):
    """Ticks at every full minute."""

    def __init__(self, hand_on: Callable[[], None], *, sleep: Callable[[float], None] = time.sleep) -> None:
        super().__init__(MINUTE, sleep=sleep)
        self.hand_on = hand_on
        self.cleaned_at: datetime | None = None

    def tick(self) -> None:
        """Do what is due, each part whatever becomes of the others."""
        done = [self.attempt(work) for work in (decide_alerts, decide_due, expire, self.hand_on)]
        if all(done):
            self.attempt(traffic.beat)
        if self.cleaned_at is None or clock.now() - self.cleaned_at >= CLEANED_EVERY:
            self.cleaned_at = clock.now() if self.attempt(housekeeping.purge) else None

    def rest_after(self, worked: float) -> None:
        """Rest until the next full minute."""
        self.rest(MINUTE - clock.now().timestamp() % MINUTE)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError("give a time like 2026-11-23T08:00:00+09:00") from error
    if moment.tzinfo is None:
        raise ArgumentTypeError("say the offset, as in 2026-11-23T08:00:00+09:00")
    return moment


class Command(BaseCommand):
    """Decide who is due, once or for ever."""

    help = "Decide once a minute who is due a message, and have it sent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="decide and send once, then end: for cron")
        parser.add_argument("--now", type=_moment, metavar="TIME", help="with --once: as if it were this time")
        parser.add_argument("--send", action="store_true", help="send here, instead of leaving it to workers")

    def handle(
        self, *args: Any, once: bool = False, now: datetime | None = None, send: bool = False, **options: Any
    ) -> None:
        if now and not once:
            raise CommandError("--now goes with --once.")
        scheduler = Scheduler(send_here if send or once else leave_to_workers)
        if once:
            return self._once(scheduler, now)
        scheduler.stop_on_signals()
        return scheduler.run()

    def _once(self, scheduler: Scheduler, now: datetime | None) -> None:
        works = (decide_alerts, decide_due, expire, send_here, housekeeping.purge)
        failed = [work.__name__ for work in works if not scheduler.attempt(work, now)]
        if failed:
            raise CommandError(f"Not done: {', '.join(failed)}. The lines above say why.")
        traffic.beat()
