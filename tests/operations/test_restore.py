"""A backup comes back whole, row for row."""

import pytest
from django.core.management import call_command

from expenses.models import Expense
from tests.factories import make_user

from .household import LARGEST, ODD, WEBHOOK
from .making import back_up, restore
from .places import applied, everything


@pytest.fixture
def backup(home, backup_file):
    back_up(home, backup_file)
    return backup_file


def test_every_row_is_as_it_was(home, away, backup):
    restore(away, backup)
    with home.as_default():
        expected = everything()
    with away.as_default():
        assert everything() == expected
    assert all(expected[table] for table in ("expenses_expense", "notifications_channel", "django_session"))


def test_a_place_without_tables_will_do(home, make_place, backup):
    empty = make_place(migrated=False)
    restore(empty, backup)
    with home.as_default():
        expected = everything(), applied()
    with empty.as_default():
        assert (everything(), applied()) == expected


def test_new_rows_come_after_the_restored(away, backup):
    restore(away, backup)
    with away.as_default():
        newest = max(row["id"] for row in everything()["accounts_user"])
        assert make_user("bob").pk > newest


def test_it_says_what_came_back(away, backup, capsys):
    restore(away, backup)
    assert "rows as of 2026-11-23T00:00:00+00:00." in capsys.readouterr().out


def test_an_older_schema_is_migrated(make_place, away, backup_file):
    older = make_place(settled=True)
    with older.as_default():
        call_command("migrate", "expenses", "zero", verbosity=0)
    back_up(older, backup_file)
    restore(away, backup_file)
    with away.as_default():
        assert ("expenses", "0001_initial") in applied()
        assert not Expense.objects.exists()
        assert everything()["accounts_user"]


def test_it_can_be_backed_up_and_restored_again(home, away, make_place, backup, tmp_path):
    restore(away, backup)
    back_up(away, tmp_path / "second.zip")
    restore(third := make_place(), tmp_path / "second.zip")
    with home.as_default():
        expected = everything()
    with third.as_default():
        assert everything() == expected
        assert Expense.objects.get(pk=LARGEST).memo == ODD


@pytest.mark.only("sqlite")
def test_the_generated_key_comes_back(home, away, backup_file, key_file, capsys):
    key = key_file.read_text()
    back_up(home, backup_file)
    key_file.write_text("of a new place: 0123456789abcdefghijklmnopqrst")
    restore(away, backup_file)
    assert key_file.read_text() == key
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert "SECRET_KEY" not in capsys.readouterr().out


@pytest.mark.only("sqlite")
def test_the_restored_file_is_its_owners_only(away, backup):
    restore(away, backup)
    assert away.file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in away.file.parent.iterdir() if file.suffix != ".lock"] == ["harumok.sqlite3"]


def test_a_lost_key_is_told(away, backup, settings, capsys):
    settings.STORED_SECRET_KEYS = [b"A" * 43 + b"="]
    restore(away, backup)
    assert "2 channels were encrypted with another SECRET_KEY" in capsys.readouterr().out


def test_with_the_key_channels_can_be_read(away, backup):
    from notifications import secrets
    from notifications.models import Channel

    restore(away, backup)
    with away.as_default():
        for channel in Channel.objects.all():
            assert secrets.decrypt(channel.target) == WEBHOOK


@pytest.mark.only("postgresql")
def test_other_tables_of_the_database_stay(away, backup):
    with away.raw() as direct:
        direct.execute("CREATE TABLE of_somebody_else AS SELECT 1 AS one")
    restore(away, backup)
    with away.raw() as direct:
        assert direct.execute("SELECT one FROM of_somebody_else").fetchall() == [(1,)]
