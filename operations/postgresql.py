"""PostgreSQL's own tools, told where the database is."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from subprocess import PIPE
from typing import IO, Any, cast

import psycopg
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from budget.preparation import direct_connection

from .archive import chunks_of
from .content import our_tables, require_empty
from .errors import NotDone

# Debian keeps the tools of each version here; the ones on the path may be of another.
DEBIAN = "/usr/lib/postgresql/{major}/bin"
SHARED = ("--no-owner", "--no-privileges")


@contextmanager
def snapshot() -> Iterator["psycopg.Connection[Any]"]:
    """Give a connection that sees one moment, as long as it is open."""
    with direct_connection() as now:
        now.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        now.read_only = True
        yield now


def dump(tables: Iterable[str], *, as_of: str) -> Iterator[bytes]:
    """Give an archive of the tables, as of an exported snapshot. Raises NotDone."""
    names = [f'--table="{table}"' for table in sorted(tables)]
    options = ["--format=custom", "--compress=0", f"--snapshot={as_of}"]
    with _running("pg_dump", *options, *SHARED, *names, f"--dbname={_address()}") as (_, output):
        yield from chunks_of(output)


def require_readable(archive: Iterable[bytes]) -> None:
    """Raise NotDone where pg_restore is missing, or cannot read the archive."""
    with _running("pg_restore", "--list", "--file=/dev/null") as (input_, _):
        _feed(input_, archive)


def load(archive: Iterable[bytes]) -> None:
    """Restore an archive in one transaction. Raises NotDone."""
    options = ["--single-transaction", "--exit-on-error", f"--dbname={_address()}"]
    with _running("pg_restore", *options, *SHARED) as (input_, _):
        _feed(input_, archive)


def require_server(version: str) -> None:
    """Raise NotDone where the server is older than the one a backup is of."""
    if _major(version) > _server():
        raise NotDone(f"the backup is of PostgreSQL {version}, and this server is of {_server()}.")


def drop_tables(names: Collection[str]) -> None:
    """Drop those that are there, and ours, if still nobody is in them. Raises NotDone."""
    with transaction.atomic(), connection.cursor() as cursor:
        require_empty(locked=True)
        here = our_tables().union(names).intersection(connection.introspection.table_names())
        if here:
            cursor.execute("DROP TABLE " + ", ".join(f'"{table}"' for table in sorted(here)))


def _server() -> int:
    return connection.get_database_version()[0]


def _major(version: str) -> int:
    found = re.search(r"\d+", version)
    return int(found[0]) if found else 0


def goes_with(tool: int, server: int) -> bool:
    """Tell whether tools of one version can take back on a server of another what they have written."""
    # From 17 on, they set a parameter that servers before 17 do not know.
    return tool >= server and (tool < 17 or server >= 17)


def _tool(name: str) -> str:
    """Return where a tool is that goes with the server. Raises NotDone."""
    server = _server()
    tool = shutil.which(name, path=DEBIAN.format(major=server)) or shutil.which(name)
    if tool is None:
        raise NotDone(f"{name} is not installed: it comes with PostgreSQL's client; take version {server}.")
    said = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout
    if not goes_with(_major(said), server):
        raise NotDone(f"{tool} is of PostgreSQL {_major(said)}, and the server of {server}: take a client of that.")
    return tool


@contextmanager
def _running(tool: str, *options: str) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    """Run a tool to its end; give its input and output. Raises NotDone where that is no good end."""
    environment = dict(os.environ)
    if password := connection.get_connection_params().get("password"):
        # Other users of the machine see a command's line, and not its environment.
        environment["PGPASSWORD"] = password
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(
            [_tool(tool), *options], env=environment, stdin=PIPE, stdout=PIPE, stderr=complaints
        ) as process:
            try:
                yield cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            except BaseException:
                process.kill()
                raise
        if process.returncode:
            complaints.seek(0)
            raise NotDone(_first_complaint(complaints.read().decode(errors="replace"), tool))


def _feed(input_: IO[bytes], archive: Iterable[bytes]) -> None:
    """Give a tool its input. One that has heard enough, or has failed, hangs up; its code says which."""
    with suppress(BrokenPipeError):
        for chunk in archive:
            input_.write(chunk)
        input_.close()


def _first_complaint(text: str, tool: str) -> str:
    lines = [line.removeprefix(f"{tool}: ").removeprefix("error: ") for line in text.splitlines() if line.strip()]
    return f"{tool}: {lines[0] if lines else 'failed'}"


def _address() -> str:
    """Return where the database is, without the password."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"password"}
    return make_conninfo(**{name: value for name, value in connection.get_connection_params().items() if name in known})
