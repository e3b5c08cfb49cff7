"""Copies of an SQLite database while others write to it, and putting one in its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

from .errors import NotDone
from .progress import Progress

PAGES_AT_ONCE = 4_096
# What SQLite keeps beside the file of a database that is, or was, in use.
LOGS = ("-wal", "-journal")


def copy(database: Path, to: Path, progress: Progress) -> None:
    """Write a copy as of one moment. Nobody waits for it, and it waits for nobody."""
    with (
        closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)) as source,
        closing(sqlite3.connect(to, isolation_level=None)) as target,
    ):
        # Without a transaction of its own, it would begin again whenever another process has written.
        source.execute("BEGIN")
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        target.execute("PRAGMA synchronous=OFF")
        source.backup(
            target,
            pages=PAGES_AT_ONCE,
            progress=lambda status, left, total: progress.show("copying", total - left, total),
        )
        # One file: the source's write-ahead log stays behind.
        target.execute("PRAGMA journal_mode=DELETE")


def tables(there: sqlite3.Connection) -> set[str]:
    """Return the names of all tables."""
    found = there.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    )
    return {name for (name,) in found}


def require_sound(there: sqlite3.Connection) -> None:
    """Raise NotDone where the database is damaged."""
    (verdict,) = there.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise NotDone(f"the database is damaged: {verdict}")


def require_no_logs(database: Path) -> None:
    """Raise NotDone where a log is left of a database that is gone: SQLite would play it into the next one."""
    for log in (database.with_name(database.name + suffix) for suffix in LOGS):
        if log.exists():
            raise NotDone(f"{log} is left of another database and would spoil this one. Move it away first.")


def make_one_file(database: Path) -> None:
    """Leave a database, where there is one, without a log. Raises NotDone where somebody has it open."""
    if not database.exists():
        return
    with closing(sqlite3.connect(database, timeout=1, isolation_level=None)) as there:
        try:
            there.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise NotDone(f"{database} is in use ({error}). Stop the service first.") from error
