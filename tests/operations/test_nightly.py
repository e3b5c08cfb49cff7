"""Once a night, made up for when it was missed, and the older ones go."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command

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


def test_a_night_gets_one(home, folder, fixed_now):
    with home.as_default():
        for _ in range(3):
            Nightly(folder, 14).tick()
            fixed_now.shift(timedelta(hours=6))
    assert [file.name for file in folder.iterdir()] == ["harumok-2026-11-23-090000.zip"]


def test_the_newest_stay(home, folder, fixed_now):
    (folder / "harumok-by-hand.zip").touch()
    (folder / "photo.jpg").touch()
    with home.as_default():
        for _ in range(4):
            Nightly(folder, 2).tick()
            fixed_now.shift(timedelta(days=1))
    assert sorted(file.name for file in folder.iterdir()) == [
        "harumok-2026-11-25-090000.zip", "harumok-2026-11-26-090000.zip", "harumok-by-hand.zip", "photo.jpg",
    ]  # fmt: skip


def test_a_failure_is_told_and_tried_again_in_an_hour(home, folder, fixed_now, caplog):
    nightly = Nightly(folder / "stick", 14)
    with home.as_default():
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


def test_cron_can_do_it_as_well(home, folder, fixed_now):
    with home.as_default():
        for _ in range(3):
            call_command("backup", folder=folder, keep=2)
            fixed_now.shift(timedelta(days=1))
    assert len(list(folder.iterdir())) == 2


def test_none_goes_before_the_new_one_is_there(home, folder):
    old = folder / "harumok-2026-11-01-033000.zip"
    old.touch()
    (folder / "harumok-2026-11-23-090000.zip").touch()
    assert "is there already" in refusal(home, "backup", "--folder", folder, "--keep", 1)
    assert old.exists()


def test_the_folder_of_the_settings_will_do(home, folder, settings):
    settings.BACKUP_DIR, settings.BACKUP_KEEP = folder, 1
    with home.as_default():
        call_command("backup")
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("number", ["0", "-1", "two", "１"])
def test_it_keeps_at_least_one(number):
    with pytest.raises(CommandError, match="give a whole number, at least 1"):
        call_command("backup", "--keep", number)
