"""A backup each night, where a folder for them is set."""

import logging
from datetime import datetime, time, timedelta
from pathlib import Path

from django.db import close_old_connections

from budget.preparation import first_line
from core.ticking import Ticker

from .backup import back_up_by_date, dated, local_time, made_at
from .errors import EXPECTED
from .progress import Progress

logger = logging.getLogger(__name__)

# In TIME_ZONE.
QUIET = time(3, 30)
LOOK_EVERY = 60.0
PAUSE_AFTER_FAILURE = timedelta(hours=1)


def is_due(folder: Path, now: datetime) -> bool:
    """Tell whether there has been no backup since the last half past three. One that was missed is made up for."""
    quiet = datetime.combine(now.date(), QUIET, now.tzinfo)
    if quiet > now:
        quiet -= timedelta(days=1)
    try:
        newest = next(iter(dated(folder)), None)
    except OSError:
        # Trying will tell what is wrong.
        return True
    return newest is None or made_at(newest) < quiet


class Nightly(Ticker):
    """Looks every minute whether it is time. What is there tells, so it may be started and stopped as one likes."""

    def __init__(self, folder: Path, keep: int) -> None:
        super().__init__(LOOK_EVERY)
        self.folder, self.keep = folder, keep
        self.not_before: datetime | None = None

    def tick(self) -> None:
        """Back up if it is time. A failure is told, and tried again in an hour."""
        now = local_time()
        if self.not_before and now < self.not_before:
            return
        try:
            if is_due(self.folder, now):
                back_up_by_date(self.folder, self.keep, Progress())
        except Exception as error:
            self.not_before = now + PAUSE_AFTER_FAILURE
            logger.error("no backup tonight: %s", first_line(error), exc_info=not isinstance(error, EXPECTED))
        finally:
            close_old_connections()

    def rest_after(self, worked: float) -> None:
        """Rest for a minute."""
        self.rest(self.every)
