"""What is refused is refused before anything is touched."""

import json
import random
import sqlite3
import zlib
from contextlib import closing
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import pytest

from tests.database import KIND
from tests.factories import make_user

from .making import back_up, refusal, restore
from .places import everything, files

NONE = "is no backup of this service, or it is damaged. Nothing was changed."


@pytest.fixture
def backup(home, backup_file):
    back_up(home, backup_file)
    return backup_file


def state(place):
    """Return all there is, down to the bytes of the files where there are files."""
    with place.as_default():
        rows = everything()
    return rows, files(place.file.parent) if place.kind == "sqlite" else None


def altered(backup, name="harumok-backup.json", **changes):
    """Return a backup whose manifest says something else, and is sound as a ZIP file."""
    other = backup.with_name("altered.zip")
    with ZipFile(backup) as source, ZipFile(other, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                content = json.dumps(json.loads(content) | changes).encode()
            target.writestr(member, content)
    return other


def assert_refused(place, file, line):
    before = state(place)
    assert line in refusal(place, "restore", file)
    assert state(place) == before


def test_a_database_with_people(away, backup):
    with away.as_default():
        make_user("bob")
    assert_refused(away, backup, "the database has people in it, and stays as it is. Give an empty one.")


def test_a_file_that_is_not_there(away, tmp_path):
    assert_refused(away, tmp_path / "none.zip", f"{tmp_path / 'none.zip'} cannot be read: No such file or directory.")


def test_a_folder(away, tmp_path):
    assert_refused(away, tmp_path, "cannot be read: Is a directory.")


@pytest.mark.parametrize("content", [b"", b"PK", b"a note", b"PGDMP\x01\x0e", b"SQLite format 3\x00" + bytes(4080)])
def test_something_else(away, tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    assert_refused(away, tmp_path / "file", NONE)


@pytest.mark.parametrize("manifest", [None, "[]", "{}", '{"format": 1}', "no json", '{"format": "1"}'])
def test_another_zip_file(away, tmp_path, manifest):
    with ZipFile(tmp_path / "file.zip", "w") as archive:
        archive.writestr("note.txt", "hello")
        if manifest:
            archive.writestr("harumok-backup.json", manifest)
    assert_refused(away, tmp_path / "file.zip", NONE)


def test_a_manifest_that_is_larger_than_any(away, tmp_path):
    with ZipFile(tmp_path / "file.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("harumok-backup.json", "{" + " " * 10**7 + "}")
    assert_refused(away, tmp_path / "file.zip", NONE)


def test_a_backup_cut_short_at_any_place(away, backup, tmp_path):
    whole = backup.read_bytes()
    cut = tmp_path / "cut.zip"
    before = state(away)
    for length in (1, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert refusal(away, "restore", cut) == f"{cut} {NONE}"
    assert state(away) == before


def test_a_backup_with_a_flipped_bit_in_the_database(away, backup, tmp_path):
    whole, spoiled = backup.read_bytes(), tmp_path / "spoiled.zip"
    before = state(away)
    # Behind the ZIP's own header, before the manifest.
    for place in random.Random(7).sample(range(100, len(whole) - 4_000), 8):
        content = bytearray(whole)
        content[place] ^= 1
        spoiled.write_bytes(content)
        if database_in(spoiled) != database_in(backup):
            assert refusal(away, "restore", spoiled) == f"{spoiled} {NONE}"
    assert state(away) == before


def database_in(backup):
    """Return the database's bytes, None where they cannot be had: one bit may also spell the same repetition anew."""
    try:
        with ZipFile(backup) as archive:
            return next(archive.read(name) for name in archive.namelist() if name.startswith("harumok."))
    except (BadZipFile, zlib.error):
        return None


def test_contents_that_are_not_those_of_the_manifest(away, backup):
    with ZipFile(backup) as archive:
        (name,) = (member for member in archive.namelist() if member.startswith("harumok."))
        size = archive.getinfo(name).file_size
    assert_refused(away, altered(backup, files={name: [size, "0" * 64]}), NONE)
    assert_refused(away, altered(backup, files={}), NONE)
    assert_refused(away, altered(backup, files={name: [size, "0" * 64], "../../etc/passwd": [1, ""]}), NONE)


@pytest.mark.only("sqlite")
def test_other_rows_than_those_of_the_manifest(away, backup):
    assert_refused(away, altered(backup, rows={"accounts_user": 0}), "accounts_user has 5 rows and should have 0.")


def test_a_backup_of_a_newer_schema(away, backup):
    newer = altered(backup, migrations=[["expenses", "0001_initial"], ["expenses", "0999_later"]])
    line = f"{newer} is of a newer version: this one does not know expenses.0999_later. Update first."
    assert_refused(away, newer, line)


def test_a_backup_of_a_newer_format(away, backup):
    assert_refused(away, altered(backup, format=2), "made by a newer version. Update first")


def test_a_backup_of_the_other_kind(away, backup):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[KIND]
    files = {{"sqlite": "harumok.sqlite3", "postgresql": "harumok.dump"}[other]: [1, ""]}
    assert_refused(away, altered(backup, kind=other, files=files), "then move it with the command transfer.")


def test_a_database_of_somebody_else(make_place, backup):
    place = make_place(migrated=False)
    with place.raw() as direct:
        direct.execute("CREATE TABLE django_session (theirs int)")
    assert "it belongs to something else" in refusal(place, "restore", backup)
    with place.raw() as direct:
        assert direct.execute("SELECT * FROM django_session").fetchall() == []


@pytest.mark.only("postgresql")
def test_a_backup_of_a_newer_server(away, backup):
    assert_refused(away, altered(backup, server="99"), "the backup is of PostgreSQL 99, and this server is of")


@pytest.mark.only("sqlite")
def test_a_database_in_use(away, backup):
    with closing(sqlite3.connect(away.file)) as service:
        service.execute("PRAGMA journal_mode=WAL")
        assert "is in use" in refusal(away, "restore", backup)
    restore(away, backup)


@pytest.mark.only("sqlite")
def test_a_place_where_a_log_of_another_database_is_left(make_place, backup):
    place = make_place(migrated=False)
    log = place.file.with_name("harumok.sqlite3-wal")
    log.write_bytes(b"left")
    assert refusal(place, "restore", backup) == (
        f"{log} is left of another database and would spoil this one. Move it away first."
    )
    assert files(place.file.parent) == {log.name: b"left"}


@pytest.mark.only("sqlite")
def test_a_place_where_a_damaged_database_is(make_place, backup):
    place = make_place(migrated=False)
    place.file.write_bytes(b"this is no database, but it is long enough to be looked at" * 99)
    content = place.file.read_bytes()
    assert "cannot be read" in refusal(place, "restore", backup)
    assert place.file.read_bytes() == content
