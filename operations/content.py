"""What is in a database: its tables, how many rows they have, its migrations, and whether it holds anybody."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import User

from .errors import NotDone

# Of a connection of either kind, without Django in between.
Ask = Callable[[str], Any]
MIGRATIONS = MigrationRecorder.Migration._meta.db_table


def our_tables() -> set[str]:
    """Return those of this version's tables that are there, the record of migrations included."""
    found = connection.introspection.table_names()
    ours = {*connection.introspection.django_table_names(), MIGRATIONS}
    return ours.intersection(found)


def row_counts(ask: Ask, tables: Iterable[str]) -> dict[str, int]:
    """Return how many rows each table has."""
    return {table: ask(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in sorted(tables)}


def migrations(ask: Ask) -> list[tuple[str, str]]:
    """Return what was applied, as (app, name)."""
    return [(app, name) for app, name in ask(f"SELECT app, name FROM {MIGRATIONS} ORDER BY id").fetchall()]


def require_known(applied: Collection[tuple[str, str]], what: str) -> None:
    """Raise NotDone where `what` has migrations that this version knows nothing of."""
    known = MigrationLoader(None).disk_migrations or {}
    for app, name in set(applied).difference(known):
        raise NotDone(f"{what} is of a newer version: this one does not know {app}.{name}. Update first.")


def require_empty(*, locked: bool = False) -> None:
    """Raise NotDone unless the database has no tables of ours, or has them and nobody in them.

    `locked`: in a transaction, to whose end nobody can register. On SQLite every transaction is one like that.
    """
    tables, people = our_tables(), User._meta.db_table
    if not tables:
        return
    if people not in tables:
        raise NotDone(f"the database has a table {min(tables)} and no people: it belongs to something else.")
    if locked and connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{people}" IN ACCESS EXCLUSIVE MODE')
    if User.objects.exists():
        raise NotDone("the database has people in it, and stays as it is. Give an empty one.")


def require_rows(ask: Ask, expected: dict[str, int]) -> None:
    """Raise NotDone where a table has not as many rows as it should."""
    for table, rows in row_counts(ask, expected).items():
        if rows != expected[table]:
            raise NotDone(f"{table} has {rows} rows and should have {expected[table]}.")
