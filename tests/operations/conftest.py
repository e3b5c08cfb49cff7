"""`home` holds a household, `away` is migrated and empty, both of this run's kind of database."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from budget.demo import neighbours
from tests.database import KIND

from . import household
from .places import Place, migrate, new_place

MakePlace = Callable[..., Place]


@pytest.fixture(scope="session")
def templates(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, bool], Place]]:
    """Return a function that gives a migrated database of a kind, or one with the household; each is made once."""
    with ExitStack() as stack:

        @cache
        def template(kind: str, settled: bool) -> Place:
            folder = tmp_path_factory.mktemp("template") / "data"
            place = stack.enter_context(new_place(kind, folder, template(kind, False) if settled else None))
            with django_db_blocker.unblock():
                if settled:
                    with place.as_default():
                        household.settle()
                else:
                    migrate(place)
            return place

        yield template


@pytest.fixture
def make_place(
    templates: Callable[[str, bool], Place], django_db_blocker: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakePlace]:
    """Return a function that gives a place: `kind`, `migrated`, `settled`."""
    monkeypatch.setattr(neighbours, "HOW_MANY", 3)
    numbers = count()
    with ExitStack() as stack, django_db_blocker.unblock():

        def make(kind: str = KIND, *, migrated: bool = True, settled: bool = False) -> Place:
            template = templates(kind, settled) if migrated else None
            folder = tmp_path / f"place-{next(numbers)}"
            return stack.enter_context(new_place(kind, folder, template))

        yield make


@pytest.fixture
def home(make_place: MakePlace, templates: Callable[[str, bool], Place]) -> Place:
    """To be read only: all tests share it."""
    return templates(KIND, True)


@pytest.fixture
def away(make_place: MakePlace) -> Place:
    return make_place()


@pytest.fixture
def backup_file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "harumok.zip"


@pytest.fixture
def key_file(settings: Any, tmp_path: Path) -> Path:
    """The generated key, as the embedded database has it."""
    file = tmp_path / "secret_key"
    file.write_text("generated: 0123456789abcdefghijklmnopqrstuvwxyz")
    settings.KEPT_KEY_FILE = file
    return file


@pytest.fixture(autouse=True)
def _no_key_of_the_test_run(settings: Any) -> None:
    settings.KEPT_KEY_FILE = None
