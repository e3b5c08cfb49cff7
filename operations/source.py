"""The database that a transfer reads: seen as of one moment, and never written to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor

from budget import environment

from . import content
from .errors import NotDone

SOURCE = "source"


@contextmanager
def reading_from(place: str) -> Iterator[None]:
    """Have the alias SOURCE lead to a file or URL, in one read transaction. Raises NotDone."""
    databases = connections.configure_settings({"default": {}, SOURCE: _configuration(place)})
    connections.databases[SOURCE] = databases[SOURCE]
    try:
        _require_same_schema(place)
        with transaction.atomic(using=SOURCE):
            yield
    finally:
        connections[SOURCE].close()
        del connections[SOURCE], connections.databases[SOURCE]


def _configuration(place: str) -> dict[str, Any]:
    if "://" not in place:
        file = Path(place).absolute()
        if not file.is_file():
            raise NotDone(f"there is no database at {file}.")
        return _read_only_sqlite(file)
    found = environment.database(place, settings.DATA_DIR, pool_size=1, name="--from")
    if found["ENGINE"].endswith("sqlite3"):
        return _configuration(found["NAME"])
    del found["OPTIONS"]["pool"]
    found["OPTIONS"]["isolation_level"] = psycopg.IsolationLevel.REPEATABLE_READ
    found["OPTIONS"]["options"] += " -c default_transaction_read_only=on"
    return found


def _read_only_sqlite(file: Path) -> dict[str, Any]:
    """Without the pragmas and the lock of our own database: people may go on writing to it."""
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{file.as_uri()}?mode=ro", "OPTIONS": {"timeout": 20}}


def _require_same_schema(place: str) -> None:
    executor = MigrationExecutor(connections[SOURCE])
    content.require_known(executor.loader.applied_migrations, "the source")
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotDone(
            "the source is not of this version. Migrate it first: start the service on it, or use the command migrate."
        )
