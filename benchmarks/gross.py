"""Has the service lost speed grossly? Its processor time against the floor's, in one process, against what is stored.

    TEST_DATABASE=postgresql python -m benchmarks.gross [--store]

Fails where a request takes 1.5 times as much, measured in floors, as when benchmarks/gross.json was written.
"""

import argparse
import json
import sys
from pathlib import Path

from django.db import connection

from . import inside, people, places
from .asking import CREATE, LUNCH, RECOMMENDATION, SUMMARY
from .morning import hang_up

STORED = Path(__file__).with_name("gross.json")
MOST = 1.5
SIZE = people.Size(people=500, plans=1, expenses=100)
ASKED = {
    "daily summary": inside.Ask(SUMMARY),
    "daily recommendation": inside.Ask(RECOMMENDATION),
    "record an expense": inside.Ask(CREATE, LUNCH, people.WRITERS),
}


def measured(rounds: int) -> dict[str, inside.Compared]:
    """Return what each request costs in this process, on a new database of the kind that this run is for."""
    today = people.today()
    database = places.migrate_and_fill(SIZE, today)
    base, app = inside.floor(database, today), inside.application()
    return {name: inside.compare(app, base, ask, rounds) for name, ask in ASKED.items()}


def main() -> int:
    """Measure, compare or store; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--store", action="store_true", help="keep what is measured as what to compare with")
    asked = parser.parse_args()
    found = measured(asked.rounds)
    stored = json.loads(STORED.read_text()) if STORED.exists() else {}
    kept = stored.setdefault(connection.vendor, {})
    if asked.store:
        kept |= {name: round(one.times, 2) for name, one in found.items()}
        STORED.write_text(json.dumps(stored, indent=2) + "\n")
    lost = [name for name, one in found.items() if one.times > MOST * kept[name]]
    for name, one in found.items():
        print(
            f"{connection.vendor}, {name}: {one.app:.0f} µs, the floor {one.floor:.0f} µs: {one.times:.2f} times"
            f" (turns: {one.least:.2f} to {one.most:.2f}); stored {kept[name]}{'  TOO SLOW' if name in lost else ''}"
        )
    return int(bool(lost))


if __name__ == "__main__":
    try:
        code = main()
    finally:
        hang_up()
    sys.exit(code)
