"""The licences of what the service runs on, by what the packages say of themselves.

`python -m tests.release.licences` prints the table of docs/dependencies.md.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

from tests.servers import ROOT

PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", re.MULTILINE)
# Longer names first: "LGPL" has a "GPL" in it.
KNOWN = {
    "LGPL": "LGPL", "Lesser General Public": "LGPL", "MPL": "MPL-2.0", "Mozilla Public": "MPL-2.0",
    "Apache": "Apache-2.0", "BSD": "BSD", "MIT": "MIT", "ISC": "ISC", "PSF": "PSF-2.0", "Python Software": "PSF-2.0",
    "Unlicense": "Unlicense", "0BSD": "BSD",
}  # fmt: skip
ALLOWED = set(KNOWN.values())


def pinned() -> list[str]:
    """Return every package of the run-time lock."""
    return sorted(PIN.findall((ROOT / "requirements.txt").read_text()))


def direct(name: str) -> list[str]:
    """Return the packages that a file of requirements asks for itself."""
    lines = (ROOT / name).read_text().splitlines()
    return [re.split(r"[\[<>=;]", line)[0].strip() for line in lines if line and not line.startswith(("#", "-"))]


def licence(package: str) -> str:
    """Return a package's licence.

    Raises PackageNotFoundError where it is not here, and KeyError for a licence that nobody has looked at.
    """
    found = metadata(package)
    classifiers = [one.rpartition(":: ")[2] for one in found.get_all("Classifier", []) if one.startswith("License ::")]
    said = found.get("License-Expression") or ", ".join(classifiers) or (found.get("License") or "").split("\n")[0]
    named = [name for words, name in KNOWN.items() if words in said]
    if not named or re.search(r"(?<!L)GPL|(?<!Lesser )General Public", said):
        raise KeyError(f"{package}: {said}")
    return " / ".join(dict.fromkeys(named))


def installed() -> Iterator[tuple[str, str]]:
    for package in pinned():
        try:
            yield package, licence(package)
        except PackageNotFoundError:
            # Pinned for another system or Python.
            continue


if __name__ == "__main__":
    for package, name in installed():
        sys.stdout.write(f"| {package} | {name} |\n")
