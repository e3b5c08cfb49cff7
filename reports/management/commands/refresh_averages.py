"""`manage.py refresh_averages [--every SECONDS]`: keeps the averages over everyone ready, beside the server."""

from argparse import ArgumentTypeError
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts import housekeeping, remnants
from budget_management import averages
from core import clock
from core.ticking import Ticker
from expenses import services as expenses
from reports import peers

# A small service refreshes in a tenth of the time at most.
RESTS_FOR_WORK = 10
# From the beginning of one refresh to the end of the next: averages count for so long, after which requests would have
# to compute them.
GOOD_FOR = averages.OLDEST.total_seconds() - 5
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
    remnants.remove()


class Refresher(Ticker):
    """Keeps the averages fresh."""

    cleaned_at: datetime | None = None

    def tick(self) -> None:
        """Do what is due."""
        self.attempt(refresh_shares)
        self.attempt(refresh_peers)
        if self.cleaned_at is None or clock.now() - self.cleaned_at >= CLEANED_EVERY:
            self.cleaned_at = clock.now() if self.attempt(clean) else None

    def rest_after(self, worked: float) -> None:
        """Rest long enough after so many seconds of work, yet not for longer than the averages count."""
        wanted = max(self.every, RESTS_FOR_WORK * worked)
        self.rest(max(worked, min(wanted, GOOD_FOR - 2 * worked)))


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
        refresher = Refresher(every)
        refresher.stop_on_signals()
        refresher.run()
