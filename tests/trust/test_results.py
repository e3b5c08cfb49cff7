import json

from .results import HEAD, table


def row(trial: str, kind: str, measured: str, date: str = "2026-11-23") -> str:
    return json.dumps({"trial": trial, "figure": "none", "kind": kind, "measured": measured, "date": date})


def test_a_trial_has_one_line_for_both_databases():
    rows = [row("kills", "sqlite", "0 lost"), row("volley", "sqlite", "1"), row("kills", "postgresql", "2 lost")]
    assert table(rows) == "\n".join(
        [HEAD, "| kills | none | 0 lost | 2 lost | 2026-11-23 |", "| volley | none | 1 |  | 2026-11-23 |"]
    )


def test_what_was_measured_later_counts():
    rows = [row("kills", "sqlite", "2 lost"), row("kills", "sqlite", "0 lost", "2026-11-24")]
    assert table(rows).endswith("\n| kills | none | 0 lost |  | 2026-11-24 |")
