"""A transfer that cannot be whole changes nothing."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command

from tests.database import KIND
from tests.factories import make_user
from tests.servers import free_port

from .making import refusal
from .places import everything


def assert_refused(source, target, line):
    with target.as_default():
        before = everything()
    assert line in refusal(target, "transfer", "--from", source)
    with target.as_default():
        assert everything() == before


def test_a_target_with_people(home, away):
    with away.as_default():
        make_user("bob")
    assert_refused(home.address, away, "the database has people in it, and stays as it is. Give an empty one.")


def test_a_source_that_is_not_there(away, tmp_path):
    assert_refused(tmp_path / "none.sqlite3", away, f"there is no database at {tmp_path / 'none.sqlite3'}.")
    assert list(tmp_path.glob("none*")) == []


def test_a_source_that_is_no_database(away, tmp_path):
    (tmp_path / "note").write_text("hello " * 1_000)
    assert_refused(tmp_path / "note", away, "file is not a database")


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("mysql://user:password@localhost/name", "--from must name a PostgreSQL or an SQLite database."),
        ("postgres://localhost", "--from names no database"),
        ("postgres://host:port/name", "--from is not understood"),
    ],
)
def test_a_source_that_is_misspelt(away, url, line):
    assert_refused(url, away, line)


def test_a_server_that_is_not_there(away):
    assert_refused(f"postgres://nobody:x@127.0.0.1:{free_port()}/none", away, "onnection")


def test_a_source_of_an_older_schema(make_place, away):
    older = make_place(settled=True)
    with older.as_default():
        call_command("migrate", "expenses", "zero", verbosity=0)
    assert_refused(older.address, away, "the source is not of this version. Migrate it first")


def test_a_source_of_a_newer_schema(make_place, away):
    newer = make_place(settled=True)
    with newer.raw() as direct:
        direct.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('expenses', '0999_later', '2026-11-23')"
        )
    assert_refused(newer.address, away, "the source is of a newer version: this one does not know expenses.0999_later.")


def test_a_source_without_tables(make_place, away, tmp_path):
    with closing(sqlite3.connect(tmp_path / "empty.sqlite3")) as empty:
        empty.execute("CREATE TABLE t (x int)")
    assert_refused(tmp_path / "empty.sqlite3", away, "the source is not of this version.")


def test_an_orphan_in_the_source(make_place, away):
    home = make_place("sqlite", settled=True)
    with home.raw() as direct:
        direct.execute(
            "UPDATE expenses_expense SET owner_id = 999999 WHERE id = (SELECT min(id) FROM expenses_expense)"
        )
    assert_refused(home.address, away, "constraint")


@pytest.mark.only("postgresql")
def test_a_text_that_postgresql_has_no_room_for(make_place, away):
    home = make_place("sqlite", settled=True)
    with home.raw() as direct:
        direct.execute("UPDATE expenses_expense SET memo = ?", ["x" * 501])
    assert_refused(home.address, away, "value too long for type character varying(500)")


def test_rows_that_come_out_differently(home, away):
    change = "UPDATE expenses_expense SET memo = memo || NEW.id WHERE id = NEW.id;"
    with away.raw() as direct:
        if KIND == "sqlite":
            direct.execute(f"CREATE TRIGGER meddler AFTER INSERT ON expenses_expense BEGIN {change} END")
        else:
            direct.execute(
                f"CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN {change} RETURN NULL; END'"
            )
            direct.execute(
                "CREATE TRIGGER meddler AFTER INSERT ON expenses_expense FOR EACH ROW EXECUTE FUNCTION meddle()"
            )
    assert_refused(home.address, away, "expenses_expense came out differently. Nothing was changed.")
