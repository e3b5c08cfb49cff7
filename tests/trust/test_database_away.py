"""PostgreSQL is killed and started again, under writers: 503 meanwhile, then all is as before, without a restart."""

import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import pytest

from tests.database import postgresql_in
from tests.servers import SECRET, Server, serving, wait_for

from .sizes import SIZES
from .times import told
from .writers import Writers

pytestmark = [pytest.mark.server, pytest.mark.only("postgresql")]


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Any]:
    """One of these tests' own, to be killed."""
    with TemporaryDirectory(prefix="harumok-postgresql-") as folder:
        server = postgresql_in(folder)
        yield server
        server.cleanup()


@dataclass
class Aftermath:
    """What came of it."""

    server: Server
    writers: Writers
    pids: list[set[int]] = field(default_factory=list)
    probes: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@pytest.fixture(scope="module")
def aftermath(postgresql) -> Iterator[Aftermath]:
    with serving(DATABASE_URL=postgresql.get_uri(), SECRET_KEY=SECRET) as server:
        found = Aftermath(server, Writers(server))
        reader = server.person()
        with found.writers.at_work():
            for number in range(SIZES.restarts):
                found.writers.wait_until_acknowledged(50 * (number + 1))
                found.pids.append({process.pid for process in server.processes()})
                kill(postgresql)
                wait_for(lambda: reader.client.get("/api/budget/").status_code == 503)
                found.probes.append(reader.client.get("/readyz").status_code)
                postgresql.ensure_postgres_running()
                began = time.monotonic()
                wait_for(lambda: reader.client.get("/api/budget/").status_code == 200)
                wait_for(server.is_ready)
                found.seconds.append(time.monotonic() - began)
                for person in (*found.writers.people, reader):
                    person.refresh()
            found.writers.wait_until_acknowledged(50 * (SIZES.restarts + 1))
            found.pids.append({process.pid for process in server.processes()})
        yield found


def kill(postgresql: Any) -> None:
    """Kill every process of it at once."""
    first = psutil.Process(postgresql.get_pid())
    processes = [first, *first.children(recursive=True)]
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    _, alive = psutil.wait_procs(processes, timeout=30)
    assert alive == []


def test_requests_meanwhile_are_told_when_to_try_again(aftermath, measured):
    refused = [answer for writer in aftermath.writers.all for answer in writer.unavailable]
    timely = [answer for answer in refused if int(answer.headers["Retry-After"]) >= 1]
    measured(
        f"PostgreSQL killed and restarted × {SIZES.restarts} under 8 writers: meanwhile",
        "503 with Retry-After",
        f"{len(refused)} answers 503, {len(timely)} of them with it; no other failure",
    )
    assert refused
    assert timely == refused
    assert {answer.json()["errors"][0]["code"] for answer in refused} == {"unavailable"}
    assert set(aftermath.writers.statuses) == {201, 503}
    assert set(aftermath.probes) == {503}


def test_it_is_back_by_itself(aftermath, measured):
    measured(
        f"PostgreSQL killed and restarted × {SIZES.restarts}: afterwards",
        "back in 10 s, no restart of ours",
        f"back in {told(max(aftermath.seconds))} at most; the same processes throughout",
    )
    assert len(aftermath.seconds) == SIZES.restarts
    assert set(map(frozenset, aftermath.pids)) == {frozenset(aftermath.pids[0])}


def test_what_was_acknowledged_is_there_once(aftermath, measured):
    acknowledged = aftermath.writers.acknowledged
    lost, doubled = aftermath.writers.lost_and_doubled()
    measured(
        f"PostgreSQL killed and restarted × {SIZES.restarts}: rows",
        "0 lost, 0 doubled",
        f"{len(acknowledged):,} acknowledged, {len(lost)} lost, {len(doubled)} doubled",
    )
    assert (lost, doubled) == ([], [])
