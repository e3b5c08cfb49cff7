"""A public generator makes a typed client from the description; what it stumbles over is a fault of ours."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from tests.servers import ROOT

pytestmark = pytest.mark.server

TOOLS = Path(sys.executable).parent
WALK = Path(__file__).with_name("client_walk.py")
CONFIG = ROOT / "docs/openapi-python-client.yaml"


def run(folder: Path, *command: str) -> str:
    """Return what a command says; AssertionError with it where the command fails."""
    path = f"{TOOLS}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(folder / "harumok-client")}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("typed-client")


@pytest.fixture(scope="module")
def remarks(server, folder) -> str:
    """What the generator said while it made the client."""
    generate = str(TOOLS / "openapi-python-client"), "generate", "--url", f"{server.url}/api/schema/"
    return run(folder, *generate, "--config", str(CONFIG), "--fail-on-warning")


def test_the_generator_has_nothing_to_remark(remarks, folder):
    assert remarks.strip() == f"Generating {folder / 'harumok-client'}"


# Types know no database.
@pytest.mark.only("sqlite")
def test_the_client_and_its_use_are_strictly_typed(remarks, folder):
    strictly = "--strict", "--config-file=", "--cache-dir", str(folder / "cache")
    run(folder, sys.executable, "-m", "mypy", *strictly, "harumok-client/harumok_client", str(WALK))


def test_the_client_walks_through_a_day(remarks, folder, server):
    run(folder, sys.executable, str(WALK), server.url, f"p-{uuid4().hex[:12]}")
