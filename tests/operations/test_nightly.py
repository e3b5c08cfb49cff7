"""Once a night, made up for when it was missed, and the older ones go."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

from core import clock
from notifications import heartbeats
from operations.nightly import Nightly, is_due

from .making import refusal

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "nightly").mkdir()
    return tmp_path / "nightly"


@pytest.mark.parametrize(
    ("newest", "now", "due"),
    [
        (None, "2026-11-23T12:00", True),
        ("2026-11-23-033000", "2026-11-23T03:30", False),
        ("2026-11-22-033000", "2026-11-23T03:29", False),
        ("2026-11-22-033000", "2026-11-23T03:30", True),
        ("2026-11-20-120000", "2026-11-23T01:00", True),
        ("2026-11-22-120000", "2026-11-23T01:00", False),
        ("2026-11-22-120000", "2026-11-23T15:00", True),
    ],
)
def test_it_is_due_when_there_is_none_since_half_past_three(folder, newest, now, due):
    if newest:
        (folder / f"harumok-{newest}.zip").touch()
    assert is_due(folder, datetime.fromisoformat(now).replace(tzinfo=SEOUL)) is due


def test_a_night_gets_one(away, folder, fixed_now):
    with away.as_default():
        for _ in range(3):
            Nightly(folder, 14).tick()
            fixed_now.shift(timedelta(hours=6))
    assert [file.name for file in folder.iterdir()] == ["harumok-2026-11-23-090000.zip"]


def test_the_newest_stay(away, folder, fixed_now):
    (folder / "harumok-by-hand.zip").touch()
    (folder / "photo.jpg").touch()
    with away.as_default():
        for _ in range(4):
            Nightly(folder, 2).tick()
            fixed_now.shift(timedelta(days=1))
    assert sorted(file.name for file in folder.iterdir()) == [
        "harumok-2026-11-25-090000.zip", "harumok-2026-11-26-090000.zip", "harumok-by-hand.zip", "photo.jpg",
    ]  # fmt: skip


def test_a_failure_is_told_and_tried_again_in_an_hour(away, folder, fixed_now, caplog):
    nightly = Nightly(folder / "stick", 14)
    with away.as_default():
        nightly.tick()
        nightly.tick()
        assert len(caplog.records) == 1
        assert caplog.records[0].levelname == "ERROR"
        (folder / "stick").mkdir()
        fixed_now.shift(timedelta(minutes=59))
        nightly.tick()
        assert list((folder / "stick").iterdir()) == []
        fixed_now.shift(timedelta(minutes=1))
        nightly.tick()
    assert len(list((folder / "stick").iterdir())) == 1


def test_cron_can_do_it_as_well(away, folder, fixed_now):
    with away.as_default():
        for _ in range(3):
            call_command("backup", folder=folder, keep=2)
            fixed_now.shift(timedelta(days=1))
    assert len(list(folder.iterdir())) == 2


def test_none_goes_before_the_new_one_is_there(away, folder):
    old = folder / "harumok-2026-11-01-033000.zip"
    old.touch()
    (folder / "harumok-2026-11-23-090000.zip").touch()
    assert "is there already" in refusal(away, "backup", "--folder", folder, "--keep", 1)
    assert old.exists()


def test_the_folder_of_the_settings_will_do(away, folder, settings):
    settings.BACKUP_DIR, settings.BACKUP_KEEP = folder, 1
    with away.as_default():
        call_command("backup")
    assert len(list(folder.iterdir())) == 1


def ages():
    return [heartbeats.age(name, clock.now()) for name in (heartbeats.BACKUP, heartbeats.NO_BACKUP)]


def test_how_it_went_is_written_down(away, folder, fixed_now):
    nightly = Nightly(folder / "stick", 14)
    with away.as_default():
        nightly.tick()
        assert ages() == [None, 0.0]
        (folder / "stick").mkdir()
        fixed_now.shift(timedelta(hours=1))
        nightly.tick()
        assert ages() == [0.0, 3600.0]


@pytest.mark.only("sqlite")
def test_writing_down_that_there_is_no_database_makes_none(make_place, folder):
    nowhere = make_place(migrated=False)
    assert "there is no database" in refusal(nowhere, "backup", "--folder", folder)
    assert not nowhere.file.exists()


@pytest.mark.parametrize("number", ["0", "-1", "two", "１"])
def test_it_keeps_at_least_one(number):
    with pytest.raises(CommandError, match="give a whole number, at least 1"):
        call_command("backup", "--keep", number)
