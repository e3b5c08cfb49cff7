"""pg_dump and pg_restore have to be there, and to go with the server."""

from zipfile import ZipFile

import pytest

from operations.content import our_tables
from operations.errors import NotDone
from operations.postgresql import load

from .making import back_up, refusal
from .places import everything

pytestmark = pytest.mark.only("postgresql")


@pytest.fixture
def only_tool(tmp_path, monkeypatch):
    """Return a function that makes a tool of another version the only one on the path."""
    folder = tmp_path / "bin"
    folder.mkdir()

    def make(name, version):
        tool = folder / name
        tool.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        tool.chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))

    return make


def test_without_pg_dump_there_is_no_backup(home, backup_file, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_dump is not installed: it comes with PostgreSQL's client" in refusal(home, "backup", backup_file)
    assert list(backup_file.parent.iterdir()) == []


def test_an_older_pg_dump_is_refused(home, backup_file, only_tool):
    only_tool("pg_dump", "9.6.1")
    assert "pg_dump is of PostgreSQL 9, and the server of" in refusal(home, "backup", backup_file)
    assert list(backup_file.parent.iterdir()) == []


def test_without_pg_restore_nothing_is_touched(home, away, backup_file, monkeypatch, tmp_path):
    back_up(home, backup_file)
    with away.as_default():
        before = everything()
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "pg_restore is not installed" in refusal(away, "restore", backup_file)
    with away.as_default():
        assert everything() == before


def test_something_in_the_way_leaves_the_database_empty(home, make_place, backup_file):
    back_up(home, backup_file)
    place = make_place(migrated=False)
    with place.raw() as direct:
        direct.execute("CREATE VIEW expenses_expense AS SELECT 1 AS one")
    assert 'relation "expenses_expense" already exists' in refusal(place, "restore", backup_file)
    with place.as_default():
        assert our_tables() == set()


def test_an_archive_that_breaks_off_leaves_the_database_empty(home, make_place, backup_file):
    back_up(home, backup_file)
    with ZipFile(backup_file) as archive:
        dump = archive.read("harumok.dump")

    def breaking_off():
        yield dump[: len(dump) * 9 // 10]
        raise NotDone("the stick was pulled out")

    place = make_place(migrated=False)
    with place.as_default():
        with pytest.raises(NotDone, match="pulled out"):
            load(breaking_off())
        assert our_tables() == set()
