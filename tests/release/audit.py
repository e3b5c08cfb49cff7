"""`make audit`: ask which pinned packages have known faults.

Ends with 1 where there is one, and where asking failed for another reason than a network that is not there; that the
list of faults could not be reached is said, and no failure.
"""

import json
import subprocess
import sys
from typing import Any

from tests.servers import ROOT

LOCK = ROOT / "requirements-dev.txt"
AWAY = ("ConnectionError", "Failed to resolve", "ConnectTimeout", "ReadTimeout", "Could not connect", "ServiceError")


def ask() -> subprocess.CompletedProcess[str]:
    command = ["pip_audit", "--format", "json", "--progress-spinner", "off", "--disable-pip", "--require-hashes"]
    return subprocess.run([sys.executable, "-m", *command, "-r", str(LOCK)], capture_output=True, text=True)


def verdict(answer: str, complaints: str) -> tuple[int, list[str]]:
    """Return the code to end with, and what to say."""
    if not answer:
        away = any(sign in complaints for sign in AWAY)
        said = "the list of known faults cannot be reached from here: nothing was asked" if away else complaints
        return int(not away), [said]
    packages: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    unasked = [one["name"] for one in packages if "skip_reason" in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}, mended in {', '.join(fault['fix_versions']) or 'no version'}"
        for one in packages
        for fault in one.get("vulns", ())
    ]
    asked = [f"{len(packages) - len(unasked)} of {len(packages)} packages asked about, {len(faults)} known faults"]
    names = "any of them" if len(unasked) == len(packages) else ", ".join(unasked)
    return int(bool(faults)), faults + asked + ([f"nobody knew {names}"] if unasked else [])


if __name__ == "__main__":
    found = ask()
    code, lines = verdict(found.stdout, found.stderr)
    sys.stdout.writelines(f"audit: {line}\n" for line in lines)
    sys.exit(code)
