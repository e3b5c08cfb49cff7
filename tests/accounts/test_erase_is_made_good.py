"""What an erasure could not get out of SQLite's files goes with the next cleaning."""

import sqlite3
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from accounts import remnants, services
from tests.factories import make_expense, make_user
from tests.parallel import committed

from .test_erase_leaves_no_trace import CANARY, bytes_on_disk

pytestmark = [committed, pytest.mark.only("sqlite")]


@pytest.fixture
def canary():
    user = services.register(username=CANARY, password="rufous-8-가", address="127.0.0.1")
    bob = make_user("bob")
    with transaction.atomic():
        for number in range(300):
            make_expense(user, memo=f"{CANARY} {number} " + "x" * (number % 97))
            make_expense(bob, memo="stays")
    return user


def clean():
    """Do what the service does when it starts, and every hour."""
    call_command("refresh_averages")


def test_a_log_that_somebody_reads_for_long_is_emptied_later(canary):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM expenses_expense").fetchone()
        services.erase(user=canary, password="rufous-8-가", address="127.0.0.1")
        assert CANARY.encode() in bytes_on_disk()
    clean()
    assert CANARY.encode() not in bytes_on_disk()
    assert b"stays" in bytes_on_disk()


def test_what_somebody_left_who_was_killed_after_the_commit_goes_later(canary):
    with transaction.atomic():
        canary.delete()
        remnants.owe()
    assert CANARY.encode() in bytes_on_disk()
    clean()
    assert CANARY.encode() not in bytes_on_disk()


def test_a_deletion_that_is_taken_back_owes_nothing(canary):
    with transaction.atomic():
        remnants.owe()
        transaction.set_rollback(True)
    assert remnants._owed() == 0


def test_nothing_is_owed_once_it_is_done(canary):
    services.erase(user=canary, password="rufous-8-가", address="127.0.0.1")
    assert remnants._owed() == 0
