"""Keep the database of a version, with what it answered: TEST_DATABASE=… python -m tests.upgrading.record COMMIT NAME

NAME is the version, or the commit before there was a release. Run once for each kind of database.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import tests.database  # noqa: F401 - points at a database of its own
from tests.servers import ROOT, SECRET, fresh_environment, running
from tests.upgrading import household, states


def record(commit: str, name: str) -> None:
    """Run the code of that commit on an empty database, live in it, and keep both."""
    with TemporaryDirectory() as code, fresh_environment(SECRET_KEY=SECRET) as (folder, environment):
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        subprocess.run(["tar", "-x", "-C", code], input=archive, check=True)
        command = (sys.executable, str(Path(code, "manage.py")), "serve")
        with running(folder, environment, command=command) as server:
            household.live(server)
            answers = household.ask(server)
        states.keep(name, states.dump(environment), answers)


if __name__ == "__main__":
    record(*sys.argv[1:])
