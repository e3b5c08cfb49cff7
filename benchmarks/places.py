"""Databases with made-up people, and the servers on them: the floor, and the service as it ships and under gunicorn."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.conf import settings
from django.core.management import call_command

from tests.servers import MANAGE, ROOT, SECRET, Server, fresh_database, running

from . import people

GUNICORN = [sys.executable, "-m", "gunicorn", "--worker-class=gthread", "--workers=2", "--threads=4"]
FLOOR = [*GUNICORN, "--chdir", str(ROOT / "benchmarks"), "floor:application"]
SERVICE_ON_GUNICORN = [*GUNICORN, "--chdir", str(ROOT), "budget.wsgi:application"]
SHIPPED = [*MANAGE, "serve", "--web-only"]


@dataclass(frozen=True)
class Place:
    """A database full of people, and what the environment of a server on it has to be."""

    database: str
    folder: Path
    environment: dict[str, str]

    @contextmanager
    def server(self, command: list[str]) -> Iterator[Server]:
        """Run a server here. gunicorn is told its port, everything else reads it from the environment."""
        with running(self.folder, self.environment, command=_with_port(command)) as server:
            yield server

    def manage(self, *arguments: str) -> str:
        """Run a management command here, and return what it said."""
        done = subprocess.run(
            [*MANAGE, *arguments], env=self.environment, check=True, capture_output=True, text=True, cwd=ROOT
        )
        return done.stdout


def _with_port(command: list[str]) -> list[str]:
    if "gunicorn" not in command:
        return command
    # gunicorn itself knows no variable but PORT, which it binds on every address.
    return ["/bin/sh", "-c", 'exec "$@" --bind "127.0.0.1:$PORT"', "sh", *command]


@contextmanager
def on_postgresql(size: people.Size, today: date) -> Iterator[Place]:
    """Give a new database on the server that this run has."""
    with fresh_database(os.environ["DATABASE_URL"]) as url, _filled(url, {"DATABASE_URL": url}, size, today) as place:
        yield place


@contextmanager
def on_sqlite(size: people.Size, today: date) -> Iterator[Place]:
    """Give a new file."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="harumok-bench-"))
        file = str(Path(folder, "harumok.sqlite3"))
        yield stack.enter_context(_filled(file, {"BUDGET_DATA": folder}, size, today))


@contextmanager
def _filled(database: str, where: dict[str, str], size: people.Size, today: date) -> Iterator[Place]:
    given = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "BUDGET_DATA")}
    floor = {
        "FLOOR_DATABASE": database,
        "FLOOR_KEY": settings.TOKEN_KEYS[0].hex(),
        "FLOOR_START_DAY": str(people.start_day(today)),
    }
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="harumok-bench-")))
        place = Place(database, folder, given | floor | {"SECRET_KEY": SECRET} | where)
        place.manage("migrate", "--verbosity=0")
        people.fill(database, size, today)
        yield place


def keep_what_is_written() -> None:
    """Have the run's PostgreSQL wait for the disk, as one that somebody lives by does, and count what is connected."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as admin:
        admin.execute("ALTER SYSTEM RESET fsync")
        admin.execute("SELECT pg_reload_conf()")


def migrate_and_fill(size: people.Size, today: date) -> str:
    """Fill the database that this process' own Django has, and return where it is."""
    call_command("migrate", verbosity=0)
    database = os.environ.get("DATABASE_URL") or str(settings.DATABASES["default"]["NAME"])
    people.fill(database, size, today)
    return database


def connections_made(database: str) -> int:
    """Return how many connections a database of PostgreSQL was ever asked for, this one included."""
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT sessions FROM pg_stat_database WHERE datname = current_database()").fetchone()
        assert row
        return int(row[0])
