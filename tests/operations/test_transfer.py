"""Everything moves, row for row, whichever kind of database it comes from."""

import sqlite3
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import count

import pytest
from django.core.management import call_command
from django.db import connection, connections

from tests.database import KIND
from tests.factories import make_expense, make_plan, make_user
from tests.servers import wait_for

from .places import everything

KINDS = ["sqlite"] if KIND == "sqlite" else ["sqlite", "postgresql"]
# SQLite to SQLite is tried where there is no PostgreSQL; there, all four ways.
both_ways = pytest.mark.parametrize(("source", "target"), [(one, other) for one in KINDS for other in KINDS])


def transfer(source, target):
    with target.as_default():
        call_command("transfer", "--from", source.address)


@both_ways
def test_every_row_is_as_it_was(templates, make_place, source, target, capsys):
    make_place()
    home, away = templates(source, True), make_place(target)
    transfer(home, away)
    with home.as_default():
        expected = everything()
    with away.as_default():
        assert everything() == expected
        connection.check_constraints()
    assert f"Moved {sum(map(len, expected.values())):,} rows" in capsys.readouterr().out


@both_ways
def test_new_rows_come_after_the_moved(templates, make_place, source, target):
    away = make_place(target)
    transfer(templates(source, True), away)
    with away.as_default():
        newest = {table: rows[-1:] and max(row.get("id", 0) for row in rows) for table, rows in numbered().items()}
        bob = make_user("bob")
        plan = make_plan(bob, food=1)
        assert bob.pk > newest["accounts_user"]
        assert plan.pk > newest["budget_management_monthplan"]
        assert make_expense(bob).pk > newest["expenses_expense"]


def numbered():
    return {table: [row for row in rows if isinstance(row.get("id"), int)] for table, rows in everything().items()}


def test_a_place_without_tables_gets_them(home, make_place):
    empty = make_place(migrated=False)
    transfer(home, empty)
    with home.as_default():
        expected = everything()
    with empty.as_default():
        assert everything() == expected


def test_the_source_stays_as_it_was(make_place):
    home = make_place("sqlite", settled=True)
    before = home.file.read_bytes()
    transfer(home, make_place())
    assert home.file.read_bytes() == before


def test_a_lost_key_is_told(home, away, settings, capsys):
    settings.STORED_SECRET_KEYS = [b"A" * 43 + b"="]
    transfer(home, away)
    assert "2 channels were encrypted with another SECRET_KEY" in capsys.readouterr().out


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_meanwhile_is_there_in_whole_or_not_at_all(make_place, kind):
    home, away, stop, written = make_place(kind, settled=True), make_place(), threading.Event(), Counter()
    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write_pairs, home, stop, written)
        try:
            wait_for(lambda: written["pairs"])
            transfer(home, away)
        finally:
            stop.set()
        writer.result()
    with away.as_default():
        moved = Counter(row["stamps"] for row in everything()["accounts_attempts"] if row["key"].startswith("pair"))
    assert moved
    assert set(moved.values()) == {2}


def write_pairs(place, stop, written):
    """Write pairs of rows, each in one transaction, until told to stop."""
    row = "INSERT INTO accounts_attempts (key, stamps, updated_at) VALUES ('pair{0} {1}', '{0}', '2026-11-23 00:00:00')"
    for number in count():
        if stop.is_set():
            return
        with place.raw() as direct:
            direct.execute(row.format(number, "a"))
            direct.execute(row.format(number, "b"))
        written["pairs"] += 1


def test_a_source_file_may_be_a_url_too(home, away):
    if KIND == "sqlite":
        with away.as_default():
            call_command("transfer", "--from", f"sqlite:///{home.address}")
    else:
        transfer(home, away)
    with home.as_default():
        expected = everything()
    with away.as_default():
        assert everything() == expected


def test_no_alias_is_left(home, away):
    transfer(home, away)
    assert set(connections) == {"default"}


def test_a_copy_without_a_log_is_as_good(make_place, tmp_path):
    home = make_place("sqlite", settled=True)
    with closing(sqlite3.connect(home.file)) as there:
        there.execute("PRAGMA journal_mode=DELETE")
    transfer(home, make_place())
    assert not home.file.with_name("harumok.sqlite3-wal").exists()
