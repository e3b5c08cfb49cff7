"""What became of the mutants of `make mutants`, package by package: `python -m tests.mutants`."""

import json
import sys
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

PACKAGES = ("insights", "core")
LEAST = 0.9
NOTICED = ("killed", "timeout")


def fates(package: str) -> dict[str, str]:
    """Return what became of each mutant of a package, by the mutant's name."""
    files = sorted(Path("mutants", package).rglob("*.meta"))
    codes = [pair for file in files for pair in json.loads(file.read_text())["exit_code_by_key"].items()]
    return {name: status_by_exit_code[code] for name, code in codes}


def main() -> None:
    """Print the table; fail where fewer than LEAST of a package's mutants were noticed."""
    found = {package: fates(package) for package in PACKAGES}
    alive = {name: fate for package in found.values() for name, fate in package.items() if fate not in NOTICED}
    print("\n".join(f"{fate}: {name}" for name, fate in alive.items()))
    too_few = False
    for package, mutants in found.items():
        counts = Counter(mutants.values())
        share = sum(counts[fate] for fate in NOTICED) / len(mutants)
        too_few |= share < LEAST
        print(f"{package}: {len(mutants)} made, {dict(counts)}, {share:.1%} noticed")
    sys.exit(too_few)


if __name__ == "__main__":
    main()
