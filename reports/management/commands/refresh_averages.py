"""`manage.py refresh_averages [--every SECONDS]`: keeps the averages over everyone ready, beside the server."""

import logging
import os
import signal
import time
from argparse import ArgumentTypeError
from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, InterfaceError, OperationalError, close_old_connections

from accounts import housekeeping
from budget_management import averages
from core import clock
from expenses import services as expenses
from reports import peers

logger = logging.getLogger(__name__)

NAP = 0.5
# However large the service grows, refreshing takes at most this part of the time.
WAIT_FOR_WORK = 10
CLEANED_EVERY = timedelta(hours=1)


def refresh_shares() -> None:
    """Bring the shares of budgets up to date."""
    averages.keep_fresh()


def refresh_peers() -> None:
    """Bring the means of spending up to date."""
    peers.refresh_peers(clock.now())


def clean() -> None:
    """Drop what has expired."""
    expenses.purge_replies()
    housekeeping.purge()


class Ticker:
    """Refreshes again and again, until somebody calls `stop` or the process that started this one is gone."""

    def __init__(self, every: float, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.every = every
        self.sleep = sleep
        self.parent = os.getppid()
        self.stopped = False
        self.cleaned_at: datetime | None = None

    def stop(self, *signal_and_frame: object) -> None:
        """End after what is being done. A flag and naps rather than an Event, which a signal handler may deadlock."""
        self.stopped = True

    def run(self) -> None:
        """Work and rest in turn."""
        while not self._is_over():
            started = time.perf_counter()
            self.tick()
            self.rest_after(time.perf_counter() - started)

    def tick(self) -> None:
        """Do what is due."""
        self._try(refresh_shares)
        self._try(refresh_peers)
        if self.cleaned_at is None or clock.now() - self.cleaned_at >= CLEANED_EVERY:
            self.cleaned_at = clock.now() if self._try(clean) else None

    def rest_after(self, worked: float) -> None:
        """Rest after so many seconds of work; awake at once where it is over."""
        for _ in range(ceil(max(self.every, WAIT_FOR_WORK * worked) / NAP)):
            if self._is_over():
                return
            self.sleep(NAP)

    def _try(self, work: Callable[[], None]) -> bool:
        """Tell whether it could be done. A database that is away will be back."""
        try:
            work()
        except Error as error:
            expected = isinstance(error, OperationalError | InterfaceError)
            logger.warning("%s: %s", work.__name__, type(error.__cause__ or error).__name__, exc_info=not expected)
            return False
        finally:
            close_old_connections()
        return True

    def _is_over(self) -> bool:
        return self.stopped or os.getppid() != self.parent


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError("give a whole number of seconds, at least 1")
    return int(text)


class Command(BaseCommand):
    """Refresh the averages over everyone and drop what has expired, once or for ever."""

    help = "Refresh the averages over everyone and drop what has expired."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=_seconds, metavar="SECONDS", help="do it again and again")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if not every:
            for work in (refresh_shares, refresh_peers, clean):
                work()
            return
        ticker = Ticker(every)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ticker.stop)
        ticker.run()
