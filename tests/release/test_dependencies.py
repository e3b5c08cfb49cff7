"""docs/dependencies.md names every package that we ask for, and the licence of every one that runs."""

import re

import pytest

from tests.servers import ROOT

from .licences import ALLOWED, direct, installed

PAGE = (ROOT / "docs" / "dependencies.md").read_text()
# One cell may name several: "drf-spectacular, -sidecar", "psycopg 3 with pool".
NAMED = re.findall(r"^\| ([^|]+) \|", PAGE, re.MULTILINE)
WORDS = {word.lower() for cell in NAMED for word in re.split(r"[ ,]+", cell)}
SUFFIXED = {
    cell.split(",")[0].strip().lower() + suffix.strip() for cell in NAMED for suffix in re.findall(r" -[a-z-]+", cell)
}


@pytest.mark.parametrize("file", ["requirements.in", "requirements-dev.in", "requirements-trust.in"])
def test_every_package_that_we_ask_for_says_why(file):
    assert [one for one in direct(file) if one.lower() not in WORDS | SUFFIXED] == []


def test_every_package_that_runs_has_an_allowed_licence_and_is_listed_with_it():
    found = list(installed())
    assert len(found) > 50
    assert [line for line in (f"| {package} | {name} |" for package, name in found) if line not in PAGE] == []
    assert {part for _, name in found for part in name.split(" / ")} <= ALLOWED
