"""Expenses by day, as lists show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from core.periods import DateRange
from expenses.listing import Filter, day_totals
from expenses.rows import Row


@dataclass(frozen=True, slots=True)
class DayShown:
    """Some of a day's rows under the sum of the whole day; `continued` where the day's first rows stand above."""

    day: date
    total: int
    rows: Sequence[Row]
    continued: bool


def by_day(wanted: Filter, rows: Sequence[Row], *, after: str | None = None) -> list[DayShown]:
    """Return rows, newest first, under their days. `after` is the day of the row above them, if any. One statement."""
    if not rows:
        return []
    newest, oldest = (date.fromisoformat(rows[place]["date"]) for place in (0, -1))
    return _grouped(rows, day_totals(wanted, DateRange.inclusive(oldest, newest)), after)


def _grouped(rows: Sequence[Row], totals: Mapping[date, int], after: str | None) -> list[DayShown]:
    found = []
    for text, of_day in groupby(rows, key=lambda row: row["date"]):
        day = date.fromisoformat(text)
        found.append(DayShown(day, totals.get(day, 0), list(of_day), continued=text == after))
    return found


def weeks(days: DateRange) -> list[list[date | None]]:
    """Return days as weeks from Sunday to Saturday, None where a week has days outside."""
    before = days.first.isoweekday() % 7
    cells = [None] * before + [days.first + timedelta(number) for number in range(days.days)]
    cells += [None] * (-len(cells) % 7)
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]
