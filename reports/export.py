"""Everything a person has, to take away: a CSV and a JSON file for each kind of row, in a zip.

The CSV is for people and their spreadsheets, the JSON is exact. Rows stream; only a part of them is ever in memory.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.http import FileResponse
from django.utils.module_loading import import_string

from accounts.models import User
from budget_management.selectors import budget_rows, plan_rows
from categories.selectors import categories_of
from core import clock
from expenses.selectors import export_rows

IN_MEMORY = 1_000_000
ZIP = "application/zip"
# What a spreadsheet takes for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = dict[str, Any]


class Kind(NamedTuple):
    """A kind of row. The columns head the table even when it is empty."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[User], Iterable[Row]]


def as_download(user: User) -> FileResponse:
    """Return the answer that gives a person everything they have."""
    with ExitStack() as until_answered:
        file = until_answered.enter_context(SpooledTemporaryFile(IN_MEMORY))
        write_export(user, file)
        file.seek(0)
        until_answered.pop_all()
    name = f"harumok-{clock.today(user)}.zip"
    headers = {"Cache-Control": "no-store"}
    return FileResponse(file, as_attachment=True, filename=name, content_type=ZIP, headers=headers)


def write_export(user: User, file: IO[bytes]) -> None:
    """Write the zip of everything this person has."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for kind in kinds():
            _add(archive, kind, kind.rows(user))


def kinds() -> Iterator[Kind]:
    """Yield every kind of row: ours, and those of rooms that this one may not import, which settings name."""
    yield from KINDS
    for name in settings.EXPORT_PARTS:
        yield from import_string(name)()


def _add(archive: ZipFile, kind: Kind, rows: Iterable[Row]) -> None:
    """Write both files from one reading of the rows, so that they agree."""
    with SpooledTemporaryFile(IN_MEMORY, "w+b") as exact:
        with archive.open(f"{kind.name}.csv", "w") as raw, TextIOWrapper(raw, "utf-8-sig", newline="") as table:
            writer = csv.writer(table)
            writer.writerow(kind.columns)
            exact.write(b"[")
            for number, row in enumerate(rows):
                values = {column: _plain(row[column]) for column in kind.columns}
                writer.writerow([_cell(value) for value in values.values()])
                exact.write((",\n" if number else "\n").encode() + json.dumps(values, ensure_ascii=False).encode())
            exact.write(b"\n]\n")
        exact.seek(0)
        with archive.open(f"{kind.name}.json", "w") as raw:
            copyfileobj(exact, raw)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


PROFILE = (
    "username", "email", "date_joined", "language", "time_zone", "currency", "month_start_day", "rounding_unit",
    "floor_percent", "share_anonymously",
)  # fmt: skip
LOGIN = ("id", "created_at", "last_used_at", "expires_at", "revoked_at", "user_agent")


def _profile(user: User) -> Iterator[Row]:
    yield from User.objects.filter(pk=user.pk).values(*PROFILE)


def _logins(user: User) -> Iterator[Row]:
    yield from user.logins.order_by("created_at", "id").values(*LOGIN).iterator()


def _categories(user: User) -> Iterator[Row]:
    for found in categories_of(user):
        own = found.owner_id is not None
        yield {"category": found.code, "label_ko": found.label_ko, "label_en": found.label_en, "own": own}


def _of_owner(rows: Callable[[int], Iterable[Row]]) -> Callable[[User], Iterable[Row]]:
    return lambda user: rows(user.pk)


EXPENSE = ("id", "date", "category", "amount", "memo", "excluded_from_total", "created_at", "updated_at")
KINDS = (
    Kind("profile", PROFILE, _profile),
    Kind("categories", ("category", "label_ko", "label_en", "own"), _categories),
    Kind("plans", ("month", "updated_at"), _of_owner(plan_rows)),
    Kind("budgets", ("month", "category", "amount", "fixed_amount"), _of_owner(budget_rows)),
    Kind("expenses", EXPENSE, export_rows),
    Kind("logins", LOGIN, _logins),
)
