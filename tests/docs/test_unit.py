"""The unit for systemd that docs/hosting.md installs."""

import shutil
import subprocess
from configparser import ConfigParser

import pytest

from budget.server import LAST_SECONDS, OPEN_FILES
from tests.servers import ROOT

UNIT = ROOT / "deploy/harumok.service"
PROGRAM = "/opt/harumok/bin/budget"


@pytest.fixture
def service() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(UNIT)
    return dict(parser["Service"])


def test_it_starts_what_the_page_installs(service):
    assert service["ExecStart"] == f"{PROGRAM} serve"
    assert f"python3 -m venv {PROGRAM.removesuffix('/bin/budget')}\n" in (ROOT / "docs/hosting.md").read_text()


def test_it_leaves_the_service_the_time_to_answer_and_the_files_it_opens(service):
    assert service["KillMode"] == "mixed"
    assert int(service["TimeoutStopSec"]) > LAST_SECONDS
    assert int(service["LimitNOFILE"]) >= OPEN_FILES


def test_systemd_has_nothing_to_say_against_it_where_it_is_there(tmp_path):
    (unit := tmp_path / UNIT.name).write_text(UNIT.read_text().replace(PROGRAM, shutil.which("true")))
    if verify := shutil.which("systemd-analyze"):
        done = subprocess.run([verify, "verify", unit], capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, "")
