"""How fast is the service against another checkout of it? Both serve the same people, and take turns with the floor.

    git worktree add ../before HEAD~20 && make -C ../before check
    TEST_DATABASE=postgresql python -m benchmarks.against ../before

What makes the machine slower for a while makes both slower, so this tells more than two runs of `make bench`. Both have
to get on with the same tables.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from operations.progress import Progress
from tests.servers import Server

from . import asking, people, places, rows
from .asking import CREATE, LUNCH, RECOMMENDATION, SUMMARY
from .measure import Target
from .morning import hang_up
from .report import Report

SIZE = people.Size(10_000, 1, 100)


def main() -> None:
    """Load both in turns, and print what share of the floor each makes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("other", type=Path, help="the other checkout")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.5, help="of load for a target in a round (default 1.5)")
    asked = parser.parse_args()
    if "DATABASE_URL" not in os.environ:
        sys.exit("Set TEST_DATABASE=postgresql.")
    folder = asked.other.resolve()
    python = folder / ".venv/bin/python"
    if not python.exists():
        sys.exit(f"{folder} has no .venv: make -C {asked.other} check")
    other = [str(python), str(folder / "manage.py"), "serve", "--web-only"]
    options = {"rounds": asked.rounds, "seconds": asked.seconds}
    report, progress = Report(options, load_average=os.getloadavg()[0]), Progress()
    bench = rows.Bench(report, progress, people.today(), asked.rounds, asked.seconds)
    places.keep_what_is_written()
    with places.on_postgresql(SIZE, bench.today) as place, ExitStack() as stack:
        here = stack.enter_context(place.server(places.SHIPPED))
        there = stack.enter_context(place.server(other))
        floor = stack.enter_context(place.server(places.FLOOR))
        compare(bench, floor, [(there, asked.other.name), (here, "here")])
    progress.clear()
    print(report.write())


def compare(bench: rows.Bench, floor: Server, served: Sequence[tuple[Server, str]]) -> None:
    """Ask the same of each, and of the floor in between."""
    reads = {"daily summary": SUMMARY, "daily recommendation": RECOMMENDATION}
    asked = {name: asking.of(people.READERS, path) for name, path in reads.items()}
    base = Target("floor, daily summary", floor, asking.of(people.READERS, SUMMARY, floor=True))
    share(bench, base, asked, served)
    asked = {
        "record an expense": asking.of(people.WRITERS, CREATE, LUNCH),
        "record an expense with a key": asking.of(people.WRITERS, CREATE, LUNCH, keyed=True),
    }
    base = Target("floor, record", floor, asking.of(people.WRITERS, CREATE, LUNCH, floor=True))
    share(bench, base, asked, served)


def share(bench: rows.Bench, base: Target, asked: dict[str, list[str]], served: Sequence[tuple[Server, str]]) -> None:
    """Tell what share of the floor's requests a second each server makes of each of these."""
    targets = [
        Target(f"{name}, {where}", server, requests) for name, requests in asked.items() for server, where in served
    ]
    bench.take_turns(base.name, [base, *targets])
    for target in targets:
        bench.share(f"{target.name}: of the floor's requests a second", target, base)


if __name__ == "__main__":
    try:
        main()
    finally:
        hang_up()
