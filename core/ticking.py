"""Work that is done again and again beside the server."""

import logging
import os
import signal
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from math import ceil
from multiprocessing import parent_process

from django.db import InterfaceError, OperationalError, close_old_connections

logger = logging.getLogger(__name__)

NAP = 0.5


class Ticker(ABC):
    """Works and rests in turn, until somebody calls `stop` or the service of which this is a child is gone.

    One that was started by hand is nobody's child: it goes on when the shell that started it has ended.
    """

    def __init__(self, every: float, *, sleep: Callable[[float], None] = time.sleep) -> None:
        self.every = every
        self.sleep = sleep
        parent = parent_process()
        self.parent = parent.pid if parent else None
        self.stopped = False

    def stop(self, *signal_and_frame: object) -> None:
        """End after what is being done. A flag and naps rather than an Event, which a signal handler may deadlock."""
        self.stopped = True

    def stop_on_signals(self) -> None:
        """End after what is being done when this process is told to."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        """Work and rest in turn."""
        while not self._is_over():
            started = time.perf_counter()
            self.tick()
            self.rest_after(time.perf_counter() - started)

    @abstractmethod
    def tick(self) -> None:
        """Do what is due."""

    @abstractmethod
    def rest_after(self, worked: float) -> None:
        """Rest after so many seconds of work."""

    def rest(self, seconds: float) -> None:
        """Rest; awake at once where it is over."""
        for _ in range(ceil(seconds / NAP)):
            if self._is_over():
                return
            self.sleep(NAP)

    def attempt(self, work: Callable[..., None], *arguments: object) -> bool:
        """Tell whether it could be done. A database that is away will be back, and one fault ends nothing else."""
        try:
            work(*arguments)
        except (OperationalError, InterfaceError) as error:
            logger.warning("%s: %s", work.__name__, type(error.__cause__ or error).__name__)
            return False
        except Exception as error:
            logger.exception("%s: %s", work.__name__, type(error).__name__)
            return False
        finally:
            close_old_connections()
        return True

    def _is_over(self) -> bool:
        return self.stopped or self.parent not in (None, os.getppid())
