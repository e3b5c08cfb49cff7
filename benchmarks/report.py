"""What a run found, as JSON to compute with and as Markdown to read."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from .measure import Round, Target

RESULTS = Path(__file__).with_name("results")
COLUMNS = (
    "target", "requests a second", "its processor time, µs", "PostgreSQL's, µs", "the load's, µs", "p50, ms", "p99, ms",
    "memory, MB",
)  # fmt: skip


@dataclass(frozen=True)
class Spread:
    """A median, and the least and the most of what it is the median of."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        return cls(median(values), min(values), max(values))

    def text(self, digits: int = 0) -> str:
        """Return it as people read it."""
        return f"{self.median:,.{digits}f} ({self.least:,.{digits}f} to {self.most:,.{digits}f})"


@dataclass(frozen=True)
class Row:
    """One figure beside its goal. `reached` is None where there is no goal."""

    what: str
    goal: str
    measured: str
    reached: bool | None
    value: Spread


@dataclass
class Report:
    """All of a run."""

    options: dict[str, Any]
    load_average: float
    rows: list[Row] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def add(
        self, what: str, value: Spread, unit: str, *, goal: str, reached: bool | None = None, digits: int = 0
    ) -> None:
        """Add a figure."""
        self.rows.append(Row(what, goal, f"{value.text(digits)} {unit}", reached, value))

    def write(self) -> str:
        """Store both forms, and return the Markdown."""
        now = datetime.now(UTC)
        RESULTS.mkdir(exist_ok=True)
        file = RESULTS / f"{now:%Y-%m-%dT%H%M}"
        file.with_suffix(".json").write_text(json.dumps(self._data(now), ensure_ascii=False, indent=1) + "\n")
        text = self._markdown(now)
        file.with_suffix(".md").write_text(text)
        return text

    def _data(self, now: datetime) -> dict[str, Any]:
        return {
            "at": now.isoformat(timespec="seconds"),
            "machine": self._machine(),
            "options": self.options,
            "rows": [asdict(row) for row in self.rows],
            "targets": {target.name: [one._asdict() for one in target.rounds] for target in self.targets},
        }

    def _machine(self) -> str:
        return (
            f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()},"
            f" load average at the start {self.load_average:.1f}"
        )

    def _markdown(self, now: datetime) -> str:
        lines = [
            f"# {now:%Y-%m-%d %H:%M} UTC",
            "",
            f"{self._machine()}. {', '.join(f'{name} {value:,}' for name, value in self.options.items())}.",
            "Median (least to most) of the rounds.",
            "",
            "| what | goal | measured | reached |",
            "|---|---|---|---|",
            *(f"| {row.what} | {row.goal} | {row.measured} | {_yes_or_no(row.reached)} |" for row in self.rows),
            "",
            f"| {' | '.join(COLUMNS)} |",
            "|---" * len(COLUMNS) + "|",
            *(_target_line(target) for target in self.targets if target.rounds),
        ]
        return "\n".join([*lines, ""])


def _yes_or_no(reached: bool | None) -> str:
    return {True: "yes", False: "**no**", None: ""}[reached]


def _target_line(target: Target) -> str:
    of = {name: Spread.of(values) for name, values in zip(Round._fields, zip(*target.rounds, strict=True), strict=True)}
    spreads = [of[name].text() for name in ("rate", "app_cpu", "database_cpu")]
    memory = f"{of['memory_mb'].most:.0f}"
    medians = [f"{of['load_cpu'].median:.0f}", f"{of['p50'].median:.1f}", f"{of['p99'].median:.1f}"]
    return f"| {' | '.join([target.name, *spreads, *medians, memory])} |"
