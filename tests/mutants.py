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
    """Say which mutants nothing noticed, and how many; fail where fewer than LEAST of a package's were noticed."""
    too_few = False
    for package in PACKAGES:
        mutants = fates(package)
        noticed = [name for name, fate in mutants.items() if fate in NOTICED]
        sys.stdout.writelines(f"{fate}: {name}\n" for name, fate in mutants.items() if fate not in NOTICED)
        sys.stdout.write(f"{package}: {len(mutants)} made, {dict(Counter(mutants.values()))}\n")
        too_few |= len(noticed) < LEAST * len(mutants)
    sys.exit(too_few)


if __name__ == "__main__":
    main()
