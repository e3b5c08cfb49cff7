"""How fast is the service, against a floor without a framework? Sets up all it needs, and puts it away.

    make bench
    TEST_DATABASE=postgresql python -m benchmarks --many 1000000 --rounds 7

benchmarks/README.md says how to read what it prints and stores.
"""

import argparse
import os
import sys

from django.db import connection

from operations.progress import Progress

from . import people, places, rows
from .morning import hang_up
from .report import Report

SMALLEST = 1_000


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=10_000, help="people, of 100 expenses each (default 10,000)")
    parser.add_argument("--expenses", type=int, default=1_000_000, help="expenses of all of them (default 1,000,000)")
    parser.add_argument("--many", type=int, default=100_000, help="people to compare with (default 100,000)")
    parser.add_argument("--plans", type=int, default=1, help="months with a plan of each of the many (default 1)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=1.5, help="of load for a target in a round (default 1.5)")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=list(PARTS), help="some of the parts")
    asked = parser.parse_args()
    if min(asked.users, asked.many) < SMALLEST:
        parser.error(f"at least {SMALLEST:,} people")
    return asked


def everyday(bench: rows.Bench, asked: argparse.Namespace) -> None:
    with places.on_postgresql(_size(asked), bench.today) as place:
        rows.everyday(bench, place)


def everybody(bench: rows.Bench, asked: argparse.Namespace) -> None:
    few = people.Size(asked.users, asked.plans, 10)
    many = people.Size(asked.many, asked.plans, 10)
    with places.on_postgresql(few, bench.today) as small, places.on_postgresql(many, bench.today) as large:
        rows.over_everybody(bench, small, large, (asked.users, asked.many))


def sqlite(bench: rows.Bench, asked: argparse.Namespace) -> None:
    with places.on_sqlite(_size(asked), bench.today) as place:
        rows.lean_read_on_sqlite(bench, place)


def within(bench: rows.Bench, asked: argparse.Namespace) -> None:
    """In the database that the run's own Django has."""
    places.migrate_and_fill(people.Size(SMALLEST, 1, 100), bench.today)
    rows.within(bench, os.environ["DATABASE_URL"])


def morning(bench: rows.Bench, asked: argparse.Namespace) -> None:
    rows.morning(bench, asked.many)


PARTS = {"within": within, "everyday": everyday, "sqlite": sqlite, "everybody": everybody, "morning": morning}


def _size(asked: argparse.Namespace) -> people.Size:
    return people.Size(asked.users, 1, asked.expenses // asked.users)


def main() -> None:
    """Run the parts, and print what they found."""
    asked = arguments()
    if connection.vendor != "postgresql":
        sys.exit("Set TEST_DATABASE=postgresql: the floors stand on both databases.")
    options = {name: value for name, value in vars(asked).items() if name != "only"}
    report = Report(options, load_average=os.getloadavg()[0])
    places.keep_what_is_written()
    progress = Progress()
    bench = rows.Bench(report, progress, people.today(), asked.rounds, asked.seconds)
    try:
        for name in asked.only:
            progress.show(f"{name}: made-up people", 0, 1)
            PARTS[name](bench, asked)
    finally:
        # What was found until somebody stopped it, too.
        progress.clear()
        print(report.write())


if __name__ == "__main__":
    try:
        main()
    finally:
        hang_up()
