"""`manage.py worker [--batch]`: does what the queue in the database holds, for ever.

Like django-tasks' own `db_worker`, but a database that is away, or too busy to take a task now, does not end it.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
REST_AFTER_AN_ERROR = 5.0


def make_worker(*, batch: bool) -> Worker:
    """Return a worker; `batch`: one that ends when the queue is empty."""
    return Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        interval=LOOK_EVERY,
        batch=batch,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )


def run(worker: Worker, *, sleep: Callable[[float], None] = time.sleep) -> None:
    """Work until the worker ends of its own."""
    while worker.running:
        try:
            return worker.run()
        except Error as error:
            logger.warning("worker: %s", type(error.__cause__ or error).__name__)
        finally:
            close_old_connections()
        sleep(REST_AFTER_AN_ERROR)
    return None


class Command(BaseCommand):
    """Do what is queued."""

    help = "Do what the queue in the database holds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", action="store_true", help="end when the queue is empty")

    def handle(self, *args: Any, batch: bool = False, **options: Any) -> None:
        if not settings.TASKS_IN_DATABASE:
            raise CommandError(
                "The queue is not in the database: see docs/scale.md for the worker that goes with TASKS_REDIS_URL."
            )
        # A signal ends it after the task in hand, which needs no announcement.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = make_worker(batch=batch)
        worker.configure_signals()
        run(worker)
