"""What the trials measured: rows in a file, from which the table in docs/security.md is made.

A trial asks for the fixture `measured` and says what came out, before it asserts, so that a miss is in the table too:

    measured("refresh volley, 16 × 100 rounds", "0 rounds with more than one success", f"{doubled}")

Rows are kept only where TRUST_RESULTS names a file, to which each run appends (`make trust` does that for both kinds of
database). `python -m tests.trust.results FILE` prints the table; of rows that have both, the later one counts.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.database import KIND

Measured = Callable[[str, str, str], None]
HEAD = "| trial | figure to reach | SQLite | PostgreSQL | date |\n|---|---|---|---|---|"


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Measured:
    """Take a row of the table: the trial, the figure to reach, and what was measured."""

    def take(trial: str, figure: str, found: str) -> None:
        record_property("measured", (trial, figure, found))

    return take


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Append the rows of all tests, from whichever process, to the file."""
    if not (file := os.environ.get("TRUST_RESULTS")):
        return
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    with Path(file).open("a") as rows:
        for report in reports:
            for name, value in report.user_properties if report.when == "call" else ():
                if name == "measured":
                    trial, figure, found = value
                    said = found if report.passed else f"{found} (**missed**)"
                    row = {"trial": trial, "figure": figure, "kind": KIND, "measured": said, "date": today}
                    print(json.dumps(row, ensure_ascii=False), file=rows)


def table(lines: Iterable[str]) -> str:
    """Return the Markdown table of the rows, in the order in which their trials first came."""
    trials: dict[str, dict[str, str]] = {}
    for line in lines:
        row = json.loads(line)
        trial = trials.setdefault(row["trial"], {"sqlite": "", "postgresql": ""})
        trial |= {row["kind"]: row["measured"], "figure": row["figure"], "date": row["date"]}
    return "\n".join(
        [HEAD]
        + [
            f"| {trial} | {row['figure']} | {row['sqlite']} | {row['postgresql']} | {row['date']} |"
            for trial, row in trials.items()
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]).read_text().splitlines()) + "\n")
