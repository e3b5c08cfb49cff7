"""One target under load, and what that took: time, processor time of its server and of the database, memory."""

import json
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import psutil

from tests import database
from tests.servers import Server

LOAD = [sys.executable, str(Path(__file__).with_name("load.py"))]
MEGABYTE = 1024 * 1024


@dataclass
class Target:
    """A server, and what it is asked. `rounds` is what was measured so far."""

    name: str
    server: Server
    requests: Sequence[str]
    connections: int = 16
    rounds: list["Round"] = field(default_factory=list)

    def load(self, seconds: float) -> None:
        """Load it, and keep what was measured."""
        self.rounds.append(measured(self, seconds))

    def warm_up(self) -> None:
        """Have connections made and statements prepared."""
        measured(self, 0.5)


class Round(NamedTuple):
    """What some seconds of load came to. Processor time in microseconds a request, times in milliseconds."""

    rate: float
    requests: int
    app_cpu: float
    database_cpu: float
    load_cpu: float
    # How much of a core the load itself took.
    load_share: float
    mean: float
    p50: float
    p99: float
    memory_mb: float


def measured(target: Target, seconds: float) -> Round:
    """Load a target and return what that took. Raises RuntimeError for any answer but 200 and 201."""
    both = target.server.process.pid, postgresql()
    before = [_used(pid) for pid in both]
    done = _loaded(target, seconds)
    used = [_since(then, _used(pid)) for then, pid in zip(before, both, strict=True)]
    if done["refused"]:
        raise RuntimeError(f"{target.name}: {done['refused']} of {done['requests']} refused: {done['sample']}")
    count = done["requests"]
    times = sorted(done["micros"])
    return Round(
        rate=count / done["seconds"],
        requests=count,
        app_cpu=used[0] * 1e6 / count,
        database_cpu=used[1] * 1e6 / count,
        load_cpu=done["cpu"] * 1e6 / count,
        load_share=done["cpu"] / done["seconds"],
        mean=sum(times) / count / 1000,
        p50=median(times) / 1000,
        p99=times[len(times) * 99 // 100] / 1000,
        memory_mb=memory(target.server.process.pid),
    )


def _loaded(target: Target, seconds: float) -> dict[str, Any]:
    order = {
        "port": target.server.port,
        "requests": list(target.requests),
        "connections": target.connections,
        "seconds": seconds,
    }
    done = subprocess.run(LOAD, input=json.dumps(order), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{target.name}: {done.stderr[-600:]}\n{target.server.log.read_text()[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def postgresql() -> int | None:
    """Return the process of the PostgreSQL that this run has started, if it has."""
    return database._started[0].get_pid() if database._started else None


def _tree(pid: int | None) -> list[psutil.Process]:
    if pid is None:
        return []
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def _used(pid: int | None) -> dict[int, float]:
    """Return the seconds of processor time that each process of a tree has used."""
    used = {}
    for process in _tree(pid):
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used[process.pid] = times.user + times.system
    return used


def _since(then: dict[int, float], now: dict[int, float]) -> float:
    return sum(seconds - then.get(pid, 0.0) for pid, seconds in now.items())


def memory(pid: int) -> float:
    """Return the megabytes that a tree has: what is its own, and its part of what it shares with others (PSS)."""
    used: int = sum(process.memory_full_info().pss for process in _tree(pid))
    return used / MEGABYTE
