"""Databases of a test's own, of either kind, to which Django's connection is led; and everything that is in one."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from budget import environment
from tests.servers import fresh_database


@dataclass(frozen=True)
class Place:
    """A database: a file, or a URL of PostgreSQL."""

    address: str

    @property
    def kind(self) -> str:
        return "postgresql" if "://" in self.address else "sqlite"

    @property
    def file(self) -> Path:
        return Path(self.address)

    @property
    def name(self) -> str:
        return urlsplit(self.address).path.lstrip("/")

    @contextmanager
    def as_default(self) -> Iterator[None]:
        """Lead Django's connection here."""
        url = self.address if self.kind == "postgresql" else f"sqlite:///{self.address}"
        configuration = environment.database(url, Path(), pool_size=16)
        before, wrapper = connections.databases["default"], connections["default"]
        leave()
        connections.databases["default"] = connections.configure_settings({"default": configuration})["default"]
        del connections["default"]
        try:
            yield
        finally:
            leave()
            connections.databases["default"], connections["default"] = before, wrapper

    @contextmanager
    def raw(self) -> Iterator[Any]:
        """Give a connection without Django, which ends with a commit."""
        if self.kind == "postgresql":
            with psycopg.connect(self.address) as direct:
                yield direct
            return
        with closing(sqlite3.connect(self.address, timeout=20)) as direct, direct:
            yield direct


@contextmanager
def new_place(kind: str, folder: Path, template: Place | None = None) -> Iterator[Place]:
    """Give an empty place, or a copy of another."""
    if kind == "postgresql":
        with fresh_database(os.environ["DATABASE_URL"], template.name if template else "template1") as url:
            yield Place(url)
        return
    folder.mkdir()
    if template:
        shutil.copy(template.file, folder / "harumok.sqlite3")
    yield Place(str(folder / "harumok.sqlite3"))


def migrate(place: Place) -> None:
    with place.as_default():
        call_command("migrate", verbosity=0)


def leave() -> None:
    """Close every connection to the default database."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return all rows of all tables, as Python has them, in an order that is the same on every database."""
    models = [*apps.get_models(include_auto_created=True)]
    return {
        model._meta.db_table: sorted(
            model._base_manager.values(), key=lambda row, pk=model._meta.pk: str(row[pk.attname])
        )
        for model in models
    }


def applied() -> set[tuple[str, str]]:
    """Return the migrations that were applied."""
    return set(MigrationRecorder(connection).applied_migrations())


def files(folder: Path) -> dict[str, bytes]:
    """Return what is in a folder, but for the lock, which is empty."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}
