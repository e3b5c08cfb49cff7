"""What each process says of itself every few seconds: its size, its time, and its connections to the database."""

import resource
import sys
from pathlib import Path
from threading import Thread
from time import process_time, sleep
from typing import Any

from django.db import connection
from prometheus_client import Counter, Gauge

EVERY = 5.0

PROCESSES = Gauge("harumok_processes", "Processes that are alive.", ("process",), multiprocess_mode="livesum")
CPU = Counter("harumok_process_cpu_seconds", "Processor time.", ("process",))
MEMORY = Gauge("harumok_process_resident_memory_bytes", "Memory in use.", ("process",), multiprocess_mode="livesum")
OPEN_FILES = Gauge("harumok_process_open_fds", "Open files and sockets.", ("process",), multiprocess_mode="livesum")
POOL = Gauge(
    "harumok_database_pool_connections", "Connections to PostgreSQL.", ("process", "state"), multiprocess_mode="livesum"
)
POOL_WAITING = Gauge(
    "harumok_database_pool_waiting", "Threads that wait for a connection.", ("process",), multiprocess_mode="livesum"
)
POOL_ERRORS = Counter("harumok_database_pool_errors", "Waits for a connection that were in vain.", ("process",))
POOL_WAITS = Counter("harumok_database_pool_waits", "Connections that had to be waited for.", ("process",))
POOL_WAITED = Counter("harumok_database_pool_wait_seconds", "Time spent waiting for connections.", ("process",))


def tell_of(process: str) -> None:
    """Begin to tell of this process, under a name that others like it share."""
    Thread(target=_tell, args=(process,), name="vitals", daemon=True).start()


def _tell(process: str) -> None:
    told = 0.0
    PROCESSES.labels(process).set(1)
    while True:
        used = process_time()
        CPU.labels(process).inc(used - told)
        told = used
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            MEMORY.labels(process).set(pages * resource.getpagesize())
            OPEN_FILES.labels(process).set(sum(1 for _ in Path("/proc/self/fd").iterdir()))
        if connection.vendor == "postgresql":
            _tell_of_pool(process)
        sleep(EVERY)


def _tell_of_pool(process: str) -> None:
    # Of the process, whichever thread asks; what was counted begins anew with each asking.
    postgresql: Any = connection
    stats = postgresql.pool.pop_stats()
    idle = stats.get("pool_available", 0)
    POOL.labels(process, "idle").set(idle)
    POOL.labels(process, "used").set(stats.get("pool_size", 0) - idle)
    POOL_WAITING.labels(process).set(stats.get("requests_waiting", 0))
    POOL_ERRORS.labels(process).inc(stats.get("requests_errors", 0))
    POOL_WAITS.labels(process).inc(stats.get("requests_queued", 0))
    POOL_WAITED.labels(process).inc(stats.get("requests_wait_ms", 0) / 1000)
