"""The list of expenses: one statement for the totals over the whole filter, one for a page of its rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.utils.translation import get_language

from core.errors import PeriodReversed, PeriodTooLong
from core.periods import DateRange

from . import texts
from .rows import Row, as_row, label_column

MOST_DAYS = 3_660
ORDERINGS = {"-date": "-spent_on", "date": "spent_on", "-amount": "-amount", "amount": "amount"}
NEWEST_FIRST = "-date"

# All three read the owner's days off the index (owner, spent_on, id), whatever else is asked of the rows.
PAGE = """
    SELECT e.id, c.code, c.{label}, e.amount, e.spent_on, e.memo, e.excluded_from_total, e.created_at, e.updated_at
    FROM expenses_expense e JOIN categories_category c ON c.id = e.category_id
    WHERE {passes}
    ORDER BY e.{field} {way}, e.id {way}
    LIMIT {limit}
"""
# Labels are joined to the few sums, not to every row.
TOTALS = """
    SELECT c.code, c.{label}, s.total, s.row_count, s.out_total, s.out_count
    FROM (
        SELECT e.category_id,
            SUM(CASE WHEN e.excluded_from_total THEN 0 ELSE e.amount END) AS total,
            COUNT(*) AS row_count,
            SUM(CASE WHEN e.excluded_from_total THEN e.amount ELSE 0 END) AS out_total,
            SUM(CASE WHEN e.excluded_from_total THEN 1 ELSE 0 END) AS out_count
        FROM expenses_expense e
        WHERE {passes}
        GROUP BY e.category_id
    ) s JOIN categories_category c ON c.id = s.category_id
    ORDER BY c.position, c.id
"""
DAY_TOTALS = """
    SELECT e.spent_on, SUM(e.amount)
    FROM expenses_expense e
    WHERE {passes} AND NOT e.excluded_from_total
    GROUP BY e.spent_on
"""


class Condition(NamedTuple):
    """A condition on rows of `expenses_expense e`, and the values of its place holders."""

    text: str
    values: list[Any]

    def and_(self, text: str, *values: Any) -> "Condition":
        """Return this and one more."""
        return Condition(f"{self.text} AND {text}", [*self.values, *values])


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which expenses are listed. No categories, bounds or search: all of the period."""

    owner_id: int
    period: DateRange
    category_ids: tuple[int, ...] = ()
    min_amount: int | None = None
    max_amount: int | None = None
    search: str = ""

    def passes(self) -> "Condition":
        """Return what a row has to be."""
        first, end = self.period.first, self.period.end
        found = Condition("e.owner_id = %s AND e.spent_on >= %s AND e.spent_on < %s", [self.owner_id, first, end])
        if self.category_ids:
            places = ", ".join(["%s"] * len(self.category_ids))
            found = found.and_(f"e.category_id IN ({places})", *self.category_ids)
        if self.min_amount is not None:
            found = found.and_("e.amount >= %s", self.min_amount)
        if self.max_amount is not None:
            found = found.and_("e.amount <= %s", self.max_amount)
        if self.search:
            looked_for = connection.ops.prep_for_like_query(texts.folded(self.search))
            found = found.and_(r"e.memo_folded LIKE %s ESCAPE '\'", f"%{looked_for}%")
        return found

    def scope(self, ordering: str) -> str:
        """Return all that makes this list this list, for its cursors."""
        period = [self.period.first.isoformat(), self.period.end.isoformat()]
        amounts = [self.min_amount, self.max_amount]
        scope = [self.owner_id, period, sorted(self.category_ids), amounts, texts.folded(self.search), ordering]
        return json.dumps(scope)


class Totals(NamedTuple):
    """Counted spending in minor units, and how many rows are listed, excluded ones too; and those by themselves."""

    total_expense: int
    row_count: int
    categories: list[dict[str, Any]]
    excluded_total: int
    excluded_count: int

    @property
    def counted(self) -> int:
        """How many of the listed rows count."""
        return self.row_count - self.excluded_count


class Page(NamedTuple):
    """Rows in order, and the position of the last one where more follow."""

    rows: list[Row]
    end: list[Any] | None


def period_between(first: date, last: date) -> DateRange:
    """Return the days from `first` to `last`, both listed. Raises PeriodReversed and PeriodTooLong, of `end_date`."""
    if last < first:
        raise PeriodReversed(attr="end_date")
    period = DateRange.inclusive(first, last)
    if period.days > MOST_DAYS:
        raise PeriodTooLong(attr="end_date", days=f"{MOST_DAYS:,}")
    return period


def totals(wanted: Filter) -> Totals:
    """Return the totals over everything that passes; a category whose rows are all excluded shows 0."""
    passes = wanted.passes()
    found = _rows_of(TOTALS.format(label=label_column(get_language()), passes=passes.text), passes.values)
    # PostgreSQL adds integers up to a decimal.
    lines = [(code, label, *map(int, numbers)) for code, label, *numbers in found]
    return Totals(
        total_expense=sum(line[2] for line in lines),
        row_count=sum(line[3] for line in lines),
        categories=[{"category": code, "label": label, "total": total} for code, label, total, *_ in lines],
        excluded_total=sum(line[4] for line in lines),
        excluded_count=sum(line[5] for line in lines),
    )


def day_totals(wanted: Filter, days: DateRange) -> dict[date, int]:
    """Return what was counted on each of the days, which lie in the period; days without are absent."""
    passes = replace(wanted, period=days).passes()
    return {day: int(total) for day, total in _rows_of(DAY_TOTALS.format(passes=passes.text), passes.values)}


def page(wanted: Filter, ordering: str, limit: int, after: list[Any] | None = None) -> Page:
    """Return the next `limit` rows after a position (from the start: None). `ordering` is one of ORDERINGS."""
    field = ORDERINGS[ordering].lstrip("-")
    way = "DESC" if ordering.startswith("-") else "ASC"
    passes = wanted.passes()
    if after:
        passes = _beyond(passes, field, way, *after)
    # One more than asked tells whether there is more.
    words = {"label": label_column(get_language()), "field": field, "way": way, "limit": limit + 1}
    rows = [as_row(*row) for row in _rows_of(PAGE.format(passes=passes.text, **words), passes.values)]
    shown = rows[:limit]
    key = ordering.lstrip("-")
    return Page(shown, [shown[-1][key], shown[-1]["id"]] if len(rows) > limit else None)


def _beyond(passes: Condition, field: str, way: str, value: Any, row_id: int) -> Condition:
    """Return the condition for rows after (value, id); its first half bounds the index, the second breaks ties."""
    than = "<" if way == "DESC" else ">"
    bound = date.fromisoformat(value) if field == "spent_on" else value
    text = f"e.{field} {than}= %s AND (e.{field} {than} %s OR e.id {than} %s)"
    return passes.and_(text, bound, bound, row_id)


def _rows_of(statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
