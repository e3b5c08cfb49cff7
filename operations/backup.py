"""Making backups."""

import re
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import Error, connection

from budget import __version__
from core import clock
from notifications import heartbeats

from . import archive, content, postgresql, sqlite
from .errors import NotDone
from .progress import Progress
from .workshop import publish, workshop

NAME = re.compile(r"harumok-\d{4}-\d\d-\d\d-\d{6}\.zip", re.ASCII)
TIME = "harumok-%Y-%m-%d-%H%M%S.zip"


def back_up(file: Path, progress: Progress) -> None:
    """Write everything, as of one moment, into a new file, readable by its owner only. Raises NotDone."""
    if not file.parent.is_dir():
        raise NotDone(f"there is no folder {file.parent}.")
    with workshop(file.parent, ".harumok-backup") as folder:
        if file.exists() or file.is_symlink():
            raise NotDone(f"{file} is there already, and stays as it is.")
        draft = folder / file.name
        with archive.writing(draft) as writer:
            add = _add_postgresql if connection.vendor == "postgresql" else _add_sqlite
            add(writer, progress)
        publish(draft, file)


def back_up_by_date(folder: Path, keep: int, progress: Progress) -> Path:
    """Write a backup named by the time into a folder, and drop all but the newest `keep` of those there.

    How it went is written down for the metrics. Raises NotDone.
    """
    file = folder / local_time().strftime(TIME)
    try:
        back_up(file, progress)
    except Exception:
        _note(heartbeats.NO_BACKUP)
        raise
    _note(heartbeats.BACKUP)
    for old in dated(folder)[keep:]:
        old.unlink()
    return file


def dated(folder: Path) -> list[Path]:
    """Return the backups of a folder that are named by their time, the newest first."""
    return sorted((file for file in folder.iterdir() if NAME.fullmatch(file.name)), reverse=True)


def made_at(file: Path) -> datetime:
    """Return the time that a backup is named by."""
    return datetime.strptime(file.name, TIME).replace(tzinfo=ZoneInfo(settings.TIME_ZONE))


def local_time() -> datetime:
    """Return the time that backups are named by, in TIME_ZONE."""
    return clock.now().astimezone(ZoneInfo(settings.TIME_ZONE))


def _note(outcome: str) -> None:
    # Asking for an SQLite database that is not there would make one; and without any, there are no metrics of it.
    if connection.vendor == "postgresql" or Path(connection.settings_dict["NAME"]).is_file():
        with suppress(Error):
            heartbeats.beat(outcome)


def _add_sqlite(writer: archive.Writer, progress: Progress) -> None:
    database = Path(connection.settings_dict["NAME"])
    if not database.is_file():
        raise NotDone(f"there is no database at {database}.")
    with workshop(database.parent, ".harumok-copy") as folder:
        copy = folder / database.name
        sqlite.copy(database, copy, progress)
        with closing(sqlite3.connect(copy)) as there:
            # A damaged one must not, night after night, push out the good ones.
            sqlite.require_sound(there)
            manifest = _manifest(there.execute, sqlite.tables(there), sqlite3.sqlite_version)
        with copy.open("rb") as stream:
            size = copy.stat().st_size
            writer.add(manifest.database, progress.watch("compressing", archive.chunks_of(stream), size))
    if settings.KEPT_KEY_FILE:
        # Without it nobody could read the addresses and tokens of channels.
        writer.add(archive.KEY, [settings.KEPT_KEY_FILE.read_bytes()])
    writer.finish(manifest)


def _add_postgresql(writer: archive.Writer, progress: Progress) -> None:
    with postgresql.snapshot() as now:
        tables = content.our_tables()
        manifest = _manifest(now.execute, tables, str(now.info.server_version // 10_000))
        (as_of,) = now.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        dump = postgresql.dump(tables, as_of=as_of)
        writer.add(manifest.database, progress.watch("dumping", dump))
    writer.finish(manifest)


def _manifest(ask: content.Ask, tables: set[str], server: str) -> archive.Manifest:
    if content.MIGRATIONS not in tables:
        raise NotDone("the database has no tables of this service.")
    return archive.Manifest(
        kind=connection.vendor,
        server=server,
        version=__version__,
        created_at=clock.now().isoformat(timespec="seconds"),
        migrations=content.migrations(ask),
        rows=content.row_counts(ask, tables),
    )
