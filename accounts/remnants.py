"""What SQLite's files keep of rows that are deleted, and getting rid of it.

`secure_delete` overwrites rows, but not the copies of them that pages keep in their gaps after a split, nor the log.
Rewriting the file does. That comes after the transaction that deletes, so the file itself says that it is owed, in
SQLite's user_version: who is killed in between, or finds the log being read for long, leaves it to the next cleaning.
"""

from django.db import connection, transaction


def owe() -> None:
    """Note, within the transaction that deletes, that the file is to be rewritten."""
    if connection.vendor == "sqlite":
        _set(_owed() + 1)


def remove() -> None:
    """Leave nothing of what was deleted in SQLite's file and log, where that is owed. Waits for who is writing."""
    if connection.vendor != "sqlite" or not (owed := _owed()):
        return
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_ = cursor.fetchone()
    with transaction.atomic():
        # Not where somebody still reads the log, or more was deleted since.
        if not is_busy and _owed() == owed:
            _set(0)


def _owed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        owed: int = cursor.fetchone()[0]
    return owed


def _set(owed: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA user_version = {owed}")
