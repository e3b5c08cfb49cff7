"""What docs/asvs.md names as shown is a test, and nothing stands in it twice."""

import re

from tests.servers import ROOT

PAGE = (ROOT / "docs" / "asvs.md").read_text()
ROWS = [line for line in PAGE.splitlines() if line.startswith("| V")]


def test_every_test_that_it_names_is_there():
    named = re.findall(r"`([a-z_/]+/test_[a-z_0-9]+\.py)(?:::(test_\w+))?`", PAGE)
    assert len(named) > 100
    for path, test in named:
        file = ROOT / "tests" / path
        assert file.is_file(), path
        assert not test or f"def {test}(" in file.read_text(), f"{path}::{test}"


def test_every_row_that_is_met_names_one():
    met = PAGE.partition("## Not met")[0]
    assert [row for row in met.splitlines() if row.startswith("| V") and ".py" not in row.split("|")[4]] == []


def test_no_requirement_stands_twice():
    found = [one for row in ROWS for one in re.findall(r"V\d+\.\d+\.\d+", row.split("|")[1])]
    assert len(found) == len(set(found)) > 130
