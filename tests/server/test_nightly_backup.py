from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.servers import serving, wait_for

pytestmark = pytest.mark.server


def test_a_server_with_a_folder_for_backups_makes_one(tmp_path: Path):
    with serving(BACKUP_DIR=str(tmp_path)) as server:
        wait_for(lambda: list(tmp_path.glob("harumok-*.zip")), server.log.read_text)
    (backup,) = tmp_path.glob("harumok-*.zip")
    with ZipFile(backup) as archive:
        assert "harumok-backup.json" in archive.namelist()


def test_a_folder_that_is_not_there_is_told_and_the_service_goes_on(tmp_path: Path):
    with serving(BACKUP_DIR=str(tmp_path / "stick")) as server:
        wait_for(lambda: "no backup tonight" in server.log.read_text())
        assert server.is_ready()
    assert not (tmp_path / "stick").exists()
