"""The service `db`: PostgreSQL as Debian has it, set up as its image would by the same variables."""

import signal
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .engine import Image, wait_for

DATA = "/var/lib/postgresql/data"
LOG = "var/lib/postgresql/log"
SOCKETS = "/var/run/postgresql"


class Postgres:
    """A server on this network, with passwords, on an empty folder."""

    def __init__(self, image: Image, service: Mapping[str, Any]) -> None:
        version = service["image"].removeprefix("postgres:")
        self.environment: dict[str, str] = service["environment"]
        self.kind, self.health = service["healthcheck"]["test"]
        programs = f"/usr/lib/postgresql/{version}/bin"
        image.environment["PATH"] = f"{programs}:{image.environment['PATH']}"
        # One of its own, which nobody asks for here, would take a while.
        image.build(
            "mkdir /etc/postgresql-common && echo create_main_cluster=false >/etc/postgresql-common/createcluster.conf"
        )
        image.build(f"apt-get update && apt-get install --yes --no-install-recommends postgresql-{version}")
        image.build(f"install --directory --owner=postgres {SOCKETS}")
        self.image = replace(image, user="postgres:postgres")

    def initialise(self) -> None:
        """Make an empty database of the name that is asked for."""
        (self.image.root / "tmp/password").write_text(self.environment["POSTGRES_PASSWORD"])
        access = ["--auth-local=trust", "--auth-host=scram-sha-256", "--pwfile=/tmp/password"]
        kind = ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        name = f"--username={self.environment['POSTGRES_USER']}"
        words = self.image.words(["initdb", "-D", DATA, name, *access, *kind])
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, env=self.image.environment)
        if (database := self.environment["POSTGRES_DB"]) != "postgres":
            self.start()
            self.execute("createdb", f"--username={self.environment['POSTGRES_USER']}", database)
            self.stop()

    def execute(self, *command: str) -> None:
        """Run a command beside the server, as `docker compose exec` does."""
        environment = self.image.environment | self.environment
        subprocess.run(self.image.words(command), env=environment, check=True, stdout=subprocess.DEVNULL)

    def start(self) -> None:
        options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={self.environment['PGPORT']}", "-k", SOCKETS]
        with (self.image.root / LOG).open("ab") as log:
            words = self.image.words(["postgres", "-D", DATA, *options])
            self.process = subprocess.Popen(words, stdout=log, stderr=log, env=self.image.environment)
        wait_for(self.is_healthy, "the database")

    def stop(self) -> None:
        # PostgreSQL's "fast" shutdown.
        self.process.send_signal(signal.SIGINT)
        self.process.wait()

    def is_healthy(self) -> bool:
        """Tell what the service's health check says."""
        assert self.kind == "CMD-SHELL"
        environment = self.image.environment | self.environment
        return subprocess.run(self.image.words(["sh", "-c", self.health]), env=environment).returncode == 0
