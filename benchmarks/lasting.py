"""How much memory does the service have after many requests, and how long does it take to start?

TEST_DATABASE=postgresql python -m benchmarks.lasting --requests 100000
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from urllib.error import URLError
from urllib.request import urlopen

from django.db import connection

from tests.servers import MANAGE, ROOT, free_port

from . import asking, measure, people, places
from .morning import hang_up

SIZE = people.Size(people=1_000, plans=1, expenses=100)
SECONDS = 10


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=100_000)
    asked = parser.parse_args()
    if connection.vendor != "postgresql":
        sys.exit("Set TEST_DATABASE=postgresql: the service is tried on both databases.")
    starting()
    demo()
    lasting(asked.requests)


def starting() -> None:
    """Time `make run` to its first answer, on a folder where it has never been and then again."""
    with TemporaryDirectory(prefix="harumok-bench-") as folder:
        for time in ("first", "second", "third"):
            with _made_to_run(folder) as seconds:
                print(f"make run, the {time} time: {seconds:.2f} s to the first answer")


@contextmanager
def _made_to_run(folder: str) -> Iterator[float]:
    port = free_port()
    own = {"BUDGET_DATA": folder, "PORT": str(port), "DATABASE_URL": "", "VENV": str(Path(sys.executable).parents[1])}
    began = perf_counter()
    process = subprocess.Popen(["make", "-s", "-C", str(ROOT), "run"], env=os.environ | own, stdout=subprocess.DEVNULL)
    try:
        while not _answers(port):
            sleep(0.01)
        yield perf_counter() - began
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/") as answer:
            status: int = answer.status
    except URLError:
        return False
    return status == 200


def demo() -> None:
    """Time what `make demo` does before it serves."""
    with TemporaryDirectory(prefix="harumok-bench-") as folder:
        own = {"BUDGET_DATA": str(Path(folder, "demo")), "DATABASE_URL": ""}
        began = perf_counter()
        subprocess.run([*MANAGE, "demo"], env=os.environ | own, check=True, stdout=subprocess.DEVNULL)
        print(f"make demo: {perf_counter() - began:.1f} s until it serves")


def lasting(requests: int) -> None:
    """Ask again and again, one request in eight a new expense, and print what memory that takes."""
    for name, on in (("SQLite", places.on_sqlite), ("PostgreSQL", places.on_postgresql)):
        _lasting(name, on, requests)


def _lasting(name: str, on: Callable[..., AbstractContextManager[places.Place]], requests: int) -> None:
    today = people.today()
    with on(SIZE, today) as place, place.server(places.SHIPPED) as server:
        reads = [asking.SUMMARY, asking.RECOMMENDATION, asking.month_path(today), asking.STATISTICS]
        asked = [request for path in reads for request in asking.of(people.READERS, path)]
        written = asking.of(people.WRITERS, asking.CREATE, asking.LUNCH, keyed=True)
        target = measure.Target("the service", server, [*asked, *written[: len(asked) // 7]])
        answered = 0
        while answered < requests:
            target.load(SECONDS)
            answered += target.rounds[-1].requests
            print(f"{name}: {answered:,} requests answered, {target.rounds[-1].memory_mb:.0f} MB")


if __name__ == "__main__":
    try:
        main()
    finally:
        hang_up()
