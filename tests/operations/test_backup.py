"""A backup is one new file with all that a restore needs."""

import json
import sqlite3
import stat
from contextlib import closing
from zipfile import ZipFile

import pytest

from budget import __version__
from tests.database import KIND

from .making import back_up, refusal
from .places import applied, everything

DATABASE = {"sqlite": "harumok.sqlite3", "postgresql": "harumok.dump"}[KIND]


def manifest(file):
    with ZipFile(file) as archive:
        return json.loads(archive.read("harumok-backup.json"))


def test_only_its_owner_can_read_it(home, backup_file):
    back_up(home, backup_file)
    assert stat.S_IMODE(backup_file.stat().st_mode) == 0o600


def test_it_leaves_nothing_else_behind(home, backup_file):
    back_up(home, backup_file)
    assert list(backup_file.parent.iterdir()) == [backup_file]
    if KIND == "sqlite":
        assert {file.name for file in home.file.parent.iterdir()} <= {"harumok.sqlite3", "harumok.sqlite3.lock"}


def test_it_says_what_it_is_of(home, backup_file):
    back_up(home, backup_file)
    said = manifest(backup_file)
    assert (said["kind"], said["version"], said["created_at"]) == (KIND, __version__, "2026-11-23T00:00:00+00:00")
    with home.as_default():
        assert {tuple(each) for each in said["migrations"]} == applied()
        counts = {table: len(rows) for table, rows in everything().items()}
    assert said["rows"] == counts | {"django_migrations": len(said["migrations"])}


def test_the_database_in_it_is_one_that_other_programs_open(home, backup_file, tmp_path):
    back_up(home, backup_file)
    with ZipFile(backup_file) as archive:
        archive.extract(DATABASE, tmp_path)
    if KIND == "postgresql":
        assert (tmp_path / DATABASE).read_bytes().startswith(b"PGDMP")
        return
    with closing(sqlite3.connect(tmp_path / DATABASE)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert copy.execute("SELECT count(*) FROM accounts_user WHERE username = '앨리스'").fetchone() == (1,)


def test_the_generated_key_goes_along(home, backup_file, key_file):
    back_up(home, backup_file)
    if KIND == "sqlite":
        with ZipFile(backup_file) as archive:
            assert archive.read("secret_key") == key_file.read_bytes()


def test_a_key_that_was_given_does_not(home, backup_file):
    back_up(home, backup_file)
    assert set(manifest(backup_file)["files"]) == {DATABASE}


def test_it_never_overwrites(home, backup_file):
    backup_file.write_text("precious")
    assert refusal(home, "backup", backup_file) == f"{backup_file} is there already, and stays as it is."
    assert backup_file.read_text() == "precious"
    assert list(backup_file.parent.iterdir()) == [backup_file]


def test_it_makes_no_folder(home, tmp_path):
    assert refusal(home, "backup", tmp_path / "none" / "file.zip") == f"there is no folder {tmp_path / 'none'}."


def test_it_wants_to_know_where_to(home):
    assert refusal(home, "backup") == "say where: a FILE, --folder DIR, or BACKUP_DIR."


def test_a_database_without_tables_is_refused(make_place, backup_file):
    empty = make_place(migrated=False)
    with empty.raw():
        pass
    assert "of this service" in refusal(empty, "backup", backup_file)
    assert list(backup_file.parent.iterdir()) == []


def test_two_into_one_folder_do_not_mix(home, backup_file):
    from operations.workshop import workshop

    with workshop(backup_file.parent, ".harumok-backup"):
        assert "another process is at work" in refusal(home, "backup", backup_file)
    back_up(home, backup_file)


def test_what_a_killed_one_has_left_is_gone_after_the_next(home, backup_file):
    (backup_file.parent / ".harumok-backup").mkdir()
    (backup_file.parent / ".harumok-backup" / backup_file.name).write_text("half")
    back_up(home, backup_file)
    assert list(backup_file.parent.iterdir()) == [backup_file]


@pytest.mark.only("sqlite")
def test_a_database_that_is_not_there_is_not_made(make_place, backup_file):
    empty = make_place(migrated=False)
    assert refusal(empty, "backup", backup_file) == f"there is no database at {empty.file}."
    assert not empty.file.exists()


@pytest.mark.only("sqlite")
def test_a_damaged_database_is_no_good_backup(make_place, backup_file):
    home = make_place(settled=True)
    content = bytearray(home.file.read_bytes())
    with closing(sqlite3.connect(home.file)) as there:
        (root,) = there.execute("SELECT rootpage FROM sqlite_master WHERE name = 'expense_of_day'").fetchone()
    content[(root - 1) * 4096 + 8 : (root - 1) * 4096 + 90] = b"\x00" * 82
    home.file.write_bytes(content)
    assert "the database is damaged: " in refusal(home, "backup", backup_file)
    assert list(backup_file.parent.iterdir()) == []
