"""Newman walks through the service with the collection. It comes by npm, so only `make postman` runs this."""

import os
import subprocess
from collections.abc import Iterator

import pytest

from postman.files import COLLECTION, ENVIRONMENT
from tests.servers import Server, serving

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def service() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.mark.parametrize("time", ["the first time", "once more, with the same service"])
def test_it_passes(service, time):
    command = [os.environ["NEWMAN"], "run", str(COLLECTION), "--environment", str(ENVIRONMENT)]
    here = ["--env-var", f"base_url={service.url}", "--color", "off"]
    done = subprocess.run([*command, *here], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
