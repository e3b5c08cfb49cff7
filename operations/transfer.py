"""Moving from one kind of database to the other: every row of every table, in one transaction."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from budget.preparation import WAIT_SECONDS, alone, migrate, wait_for_database

from . import content, keys
from .errors import NotDone
from .progress import Progress
from .source import SOURCE, reading_from

AT_ONCE = 5_000
TARGET = "default"

Model = type[models.Model]


@dataclass
class Digest:
    """How many rows a table has, and what they are, in whatever order they come."""

    rows: int = 0
    sum: int = 0

    def add(self, row: Sequence[Any]) -> None:
        """Take a row in."""
        text = json.dumps(row, sort_keys=True, default=_as_text)
        self.rows += 1
        self.sum = (self.sum + int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest())) % 2**128


@dataclass(frozen=True)
class Transferred:
    """What was moved."""

    rows: int
    tables: int
    unreadable_channels: int


def transfer(place: str, progress: Progress) -> Transferred:
    """Copy everything from `place`, a file or a URL, into the database of the settings. Raises NotDone."""
    with reading_from(place):
        wait_for_database(WAIT_SECONDS)
        content.require_empty()
        with alone():
            migrate()
            with transaction.atomic():
                rows = _copy_everything(progress)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Transferred(rows, len(tables()), keys.unreadable_channels())


def tables() -> list[Model]:
    """Return the models of all tables but the record of migrations, each after those it refers to."""
    order: TopologicalSorter[Model] = TopologicalSorter()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            fields = model._meta.local_concrete_fields
            order.add(model, *(field.related_model for field in fields if field.related_model))
    return list(order.static_order())


def _copy_everything(progress: Progress) -> int:
    """Copy and compare all tables; return how many rows that were. Raises NotDone where they differ."""
    content.require_empty(locked=True)
    ordered = tables()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Checked with each portion; at the end, it would have to remember every row until then.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in reversed(ordered):
            # What migrations have put in: the source has its own.
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
    read = {model: _copy(model, progress) for model in ordered}
    for model in ordered:
        if _digest(model, progress, read[model].rows) != read[model]:
            raise NotDone(f"{model._meta.db_table} came out differently. Nothing was changed.")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), ordered):
            cursor.execute(statement)
    return sum(digest.rows for digest in read.values())


def _copy(model: Model, progress: Progress) -> Digest:
    digest, total = Digest(), model._base_manager.using(SOURCE).count()
    fields = model._meta.local_concrete_fields
    for portion in _portions(_rows(model, SOURCE)):
        for row in portion:
            digest.add(row)
        prepared = (
            [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
            for row in portion
        )
        _insert(model, prepared)
        progress.show(f"copying {model._meta.db_table}", digest.rows, total)
    return digest


def _digest(model: Model, progress: Progress, total: int) -> Digest:
    digest = Digest()
    for portion in _portions(_rows(model, TARGET)):
        for row in portion:
            digest.add(row)
        progress.show(f"comparing {model._meta.db_table}", digest.rows, total)
    return digest


def _rows(model: Model, using: str) -> Iterator[Sequence[Any]]:
    names = [field.attname for field in model._meta.local_concrete_fields]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    return rows.iterator(AT_ONCE)


def _portions(rows: Iterator[Sequence[Any]]) -> Iterator[list[Sequence[Any]]]:
    while portion := list(islice(rows, AT_ONCE)):
        yield portion


def _insert(model: Model, rows: Iterator[Sequence[Any]]) -> None:
    columns = [f'"{field.column}"' for field in model._meta.local_concrete_fields]
    into = f'"{model._meta.db_table}" ({", ".join(columns)})'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(columns))})", list(rows))


def _as_text(value: Any) -> str:
    """Return a value that JSON has no word for, alike from both databases."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)
