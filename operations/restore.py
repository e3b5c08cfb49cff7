"""Bringing a backup back, into an empty database only."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import Error, connection

from budget.preparation import WAIT_SECONDS, alone, direct_connection, first_line, migrate, wait_for_database

from . import archive, content, keys, postgresql, sqlite
from .archive import Backup
from .errors import NotDone
from .progress import Progress
from .workshop import publish, workshop

KINDS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Restored:
    """What there is now."""

    made_at: str
    rows: int
    unreadable_channels: int


def restore(file: Path, progress: Progress) -> Restored:
    """Bring back all of it or nothing, and migrate it to this version. Raises NotDone."""
    with archive.opened(file) as backup:
        manifest = backup.manifest
        if manifest.kind != connection.vendor:
            raise NotDone(
                f"{file} is of a {KINDS[manifest.kind]} database, and this one is {KINDS[connection.vendor]}: "
                "restore it into one of its kind, then move it with the command transfer."
            )
        content.require_known(manifest.migrations, str(file))
        if connection.vendor == "postgresql":
            wait_for_database(WAIT_SECONDS)
            with alone():
                _restore_postgresql(backup, progress)
        else:
            with alone():
                _restore_sqlite(backup, progress)
        key_came = backup.has_key and settings.KEPT_KEY_FILE
        return Restored(manifest.created_at, sum(manifest.rows.values()), 0 if key_came else keys.unreadable_channels())


def _restore_sqlite(backup: Backup, progress: Progress) -> None:
    """Make the database ready beside its place, and put it there as the last step."""
    database = Path(connection.settings_dict["NAME"])
    _require_vacant(database)
    with workshop(database.parent, ".harumok-restore") as folder:
        draft, key = folder / database.name, folder / archive.KEY
        backup.extract(backup.manifest.database, draft, progress, "checking")
        if backup.has_key:
            backup.extract(archive.KEY, key, progress, "checking")
        with closing(sqlite3.connect(draft)) as there:
            content.require_rows(there.execute, backup.manifest.rows)
        with _default_database_in(draft):
            migrate()
        sqlite.make_one_file(draft)
        _require_vacant(database)
        sqlite.make_one_file(database)
        # Nothing is encrypted with the key of a place without people; the other way round, all would be for nothing.
        if backup.has_key and settings.KEPT_KEY_FILE:
            publish(key, settings.KEPT_KEY_FILE)
        publish(draft, database)


def _require_vacant(database: Path) -> None:
    """Raise NotDone where there are people, or where something is that would spoil what comes."""
    if not database.exists():
        return sqlite.require_no_logs(database)
    try:
        return content.require_empty()
    except Error as error:
        raise NotDone(f"{database} cannot be read ({first_line(error)}). Move it away first.") from error
    finally:
        connection.close()


@contextmanager
def _default_database_in(file: Path) -> Iterator[None]:
    """Have Django's connection lead to another file, because migrations use none but that."""
    place = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(file)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = place


def _restore_postgresql(backup: Backup, progress: Progress) -> None:
    """Restore in one transaction of pg_restore. Before it the database is empty, after it is whole."""
    manifest = backup.manifest
    content.require_empty()
    postgresql.require_server(manifest.server)
    for _ in backup.read(manifest.database, progress, "checking"):
        pass
    postgresql.require_readable(backup.read(manifest.database, Progress(), ""))
    postgresql.drop_tables(manifest.rows)
    postgresql.load(backup.read(manifest.database, progress, "restoring"))
    with direct_connection() as there:
        content.require_rows(there.execute, manifest.rows)
        there.execute("ANALYZE")
    migrate()
