"""pg_dump and pg_restore have to be there, and to go with the server."""

import pytest

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
