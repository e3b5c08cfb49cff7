"""Metrics over all processes of a service: each keeps its numbers in a file, and whoever is asked adds them up.

The files lie in a folder that all forks of this process share. prometheus_client wants to know it before it is loaded,
so it is made here, for each start a new one, and goes when the process that made it ends.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="harumok-metrics-"))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(FOLDER)


def _remove(made_by: int) -> None:
    if os.getpid() == made_by:
        shutil.rmtree(FOLDER, ignore_errors=True)


atexit.register(_remove, os.getpid())
