"""The list of expenses: one statement for the totals over the whole filter, one for a page of its rows."""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import get_language

from core.errors import PeriodReversed, PeriodTooLong
from core.periods import DateRange

from . import texts
from .models import Expense
from .rows import Row, as_row, columns, label_column

MOST_DAYS = 3_660
ORDERINGS = {"-date": "-spent_on", "date": "spent_on", "-amount": "-amount", "amount": "amount"}
NEWEST_FIRST = "-date"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which expenses are listed. No categories, bounds or search: all of the period."""

    owner_id: int
    period: DateRange
    category_ids: tuple[int, ...] = ()
    min_amount: int | None = None
    max_amount: int | None = None
    search: str = ""

    def rows(self) -> QuerySet[Expense]:
        """Return what passes, in no order."""
        found = Expense.objects.filter(
            owner_id=self.owner_id, spent_on__gte=self.period.first, spent_on__lt=self.period.end
        )
        if self.category_ids:
            found = found.filter(category_id__in=self.category_ids)
        if self.min_amount is not None:
            found = found.filter(amount__gte=self.min_amount)
        if self.max_amount is not None:
            found = found.filter(amount__lte=self.max_amount)
        if self.search:
            found = found.filter(memo_folded__contains=texts.folded(self.search))
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
    out = Q(excluded_from_total=True)
    found = (
        wanted.rows()
        .values_list("category__code", label_column(get_language()))
        .annotate(
            total=Sum("amount", filter=~out, default=0),
            count=Count("id"),
            out_total=Sum("amount", filter=out, default=0),
            out_count=Count("id", filter=out),
        )
        .order_by("category__position", "category_id")
    )
    lines = list(found)
    return Totals(
        total_expense=sum(line[2] for line in lines),
        row_count=sum(line[3] for line in lines),
        categories=[{"category": code, "label": label, "total": total} for code, label, total, *_ in lines],
        excluded_total=sum(line[4] for line in lines),
        excluded_count=sum(line[5] for line in lines),
    )


def day_totals(wanted: Filter, days: DateRange) -> dict[date, int]:
    """Return what was counted on each of the days, which lie in the period; days without are absent."""
    found = (
        replace(wanted, period=days)
        .rows()
        .filter(excluded_from_total=False)
        .values_list("spent_on")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    return dict(found)


def page(wanted: Filter, ordering: str, limit: int, after: list[Any] | None = None) -> Page:
    """Return the next `limit` rows after a position (from the start: None). `ordering` is one of ORDERINGS."""
    field = ORDERINGS[ordering]
    found = wanted.rows()
    if after:
        found = found.filter(_beyond(field, *after))
    way = "-" if field.startswith("-") else ""
    # One more than asked tells whether there is more.
    values = found.order_by(field, f"{way}id").values_list(*columns(get_language()))[: limit + 1]
    rows = [as_row(*row) for row in values]
    shown = rows[:limit]
    key = field.lstrip("-").replace("spent_on", "date")
    return Page(shown, [shown[-1][key], shown[-1]["id"]] if len(rows) > limit else None)


def _beyond(field: str, value: Any, row_id: int) -> Q:
    """Return the condition for rows after (value, id); its first half bounds the index, the second breaks ties."""
    name, operator = field.lstrip("-"), "lt" if field.startswith("-") else "gt"
    bound = Q(**{f"{name}__{operator}e": value})
    return bound & (Q(**{f"{name}__{operator}": value}) | Q(**{f"id__{operator}": row_id}))
