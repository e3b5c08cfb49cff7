"""What comes before serving: the database is there, and everything in it is of this version."""

import fcntl
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

WAIT_SECONDS = 30
PAUSE_SECONDS = 1
# Any number, as long as every process takes the same.
MIGRATION_LOCK = 7_318_042


class NotReady(Exception):
    """Why, in one line for people."""


def prepare(*, averages: bool = True) -> None:
    """Wait for the database, migrate it and bring the averages up to date; exit with one line if that cannot be."""
    try:
        wait_for_database(WAIT_SECONDS)
        with alone():
            migrate()
        if averages:
            call_command("refresh_averages")
    except NotReady as error:
        sys.exit(f"harumok: {error}")
    except (Error, CommandError) as error:
        sys.exit(f"harumok: the database cannot be brought to this version: {first_line(error)}")


def wait_for_database(seconds: float) -> None:
    """Return when the database answers. Raises NotReady after `seconds`, and at once where waiting cannot help."""
    # The pool would tell of each attempt, and keep the reason to itself.
    logging.getLogger("psycopg.pool").setLevel(logging.ERROR)
    told, deadline = False, time.monotonic() + seconds
    while reason := _why_not():
        if connection.vendor == "sqlite" or time.monotonic() >= deadline:
            raise NotReady(f"the database cannot be used: {reason}")
        if not told:
            told = True
            tell(f"waiting up to {seconds:g} s for the database: {reason}")
        time.sleep(PAUSE_SECONDS)


def migrate() -> None:
    """Apply the migrations that are missing, and say so if there are any."""
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        tell(f"preparing the database ({missing} steps)")
    call_command("migrate", interactive=False, verbosity=0, skip_checks=False)


@contextmanager
def alone() -> Iterator[None]:
    """Hold a lock that one process on any host has at a time."""
    if connection.vendor == "postgresql":
        with direct_connection() as lock:
            # Another host's migration may take longer than a request may wait.
            lock.execute("SET lock_timeout = 0")
            lock.execute(f"SELECT pg_advisory_lock({MIGRATION_LOCK})")
            yield
        return
    file = Path(f"{settings.DATABASES['default']['NAME']}.lock")
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


def settle() -> None:
    """Leave an SQLite database as one file: whoever is the last to close it moves the log into it."""
    if connection.vendor == "sqlite":
        with suppress(Error), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master")
        connection.close()


def tell(text: str) -> None:
    """Write a line for whoever started this."""
    sys.stderr.write(f"harumok: {text}\n")
    sys.stderr.flush()


def first_line(error: BaseException) -> str:
    """Return what an error says, without its details."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def direct_connection() -> "psycopg.Connection[Any]":
    """Return a connection that is not of the pool."""
    return psycopg.connect(**connection.get_connection_params())


def _why_not() -> str:
    """Return why the database does not answer, or nothing."""
    try:
        if connection.vendor == "postgresql":
            direct_connection().close()
        else:
            connection.ensure_connection()
            MigrationExecutor(connection)
    except (Error, psycopg.Error, ImproperlyConfigured) as error:
        return first_line(error)
    return ""
