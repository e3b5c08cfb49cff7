"""Reads of spending. "Counted" is what the owner has not excluded from totals; amounts are in minor units."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count, Sum

from accounts.models import User
from categories.models import Category
from categories.selectors import categories_by_code
from core.errors import NotFound, UnknownCategory
from core.periods import DateRange

from . import texts
from .models import Expense

# The index (owner, spent_on, id) bounds the rows. PostgreSQL adds integers up to a decimal, which is slow to read.
# Other statements take this one in: labels are joined to the few sums, not to every row.
SPENT_BY_CATEGORY = """
    SELECT category_id,
        CAST(SUM(CASE WHEN spent_on < %s THEN amount ELSE 0 END) AS bigint) AS spent_before,
        CAST(SUM(CASE WHEN spent_on < %s THEN 0 ELSE amount END) AS bigint) AS spent_on_day
    FROM expenses_expense
    WHERE owner_id = %s AND spent_on >= %s AND spent_on <= %s AND NOT excluded_from_total
    GROUP BY category_id
"""
# By the same index.
SPENT_BETWEEN = """
    SELECT c.code, c.label_ko, c.label_en, c.position, s.total
    FROM (
        SELECT category_id, SUM(amount) AS total
        FROM expenses_expense
        WHERE owner_id = %s AND spent_on >= %s AND spent_on < %s AND NOT excluded_from_total
        GROUP BY category_id
    ) s JOIN categories_category c ON c.id = s.category_id
    ORDER BY c.position, c.id
"""
SPENT_PER_DAY = """
    SELECT spent_on, SUM(amount)
    FROM expenses_expense
    WHERE owner_id = %s AND spent_on IN ({places}) AND NOT excluded_from_total
    GROUP BY spent_on
"""
FIRST_DAY = """
    SELECT spent_on FROM expenses_expense
    WHERE owner_id = %s AND NOT excluded_from_total ORDER BY spent_on, id LIMIT 1
"""


class CategoryTotal(NamedTuple):
    """What was counted in a category over some days."""

    code: str
    label_ko: str
    label_en: str
    position: int
    total: int


def spent_by_category_values(owner_id: int, period: DateRange, day: date) -> list[Any]:
    """Return the values of SPENT_BY_CATEGORY: before `day` from the first one of `period` on, and on `day`."""
    return [day, day, owner_id, period.first, day]


def spent_by_category_between(owner_id: int, period: DateRange) -> list[CategoryTotal]:
    """Return the counted spending of each category in the period, in plan order; categories with nothing are absent."""
    with connection.cursor() as cursor:
        cursor.execute(SPENT_BETWEEN, [owner_id, period.first, period.end])
        return [CategoryTotal._make((*row[:4], int(row[4]))) for row in cursor.fetchall()]


def spent_per_day(owner_id: int, days: Sequence[date]) -> dict[date, int]:
    """Return the counted spending of each of the days, 0 where there is none."""
    if not days:
        return {}
    places = ", ".join(["%s"] * len(days))
    with connection.cursor() as cursor:
        cursor.execute(SPENT_PER_DAY.format(places=places), [owner_id, *days])
        return dict.fromkeys(days, 0) | {day: int(total) for day, total in cursor.fetchall()}


def spent_by_day(owner_id: int, period: DateRange) -> dict[date, int]:
    """Return the counted spending of each day of the period; days with nothing are absent."""
    found = (
        Expense.objects.filter(
            owner_id=owner_id, spent_on__gte=period.first, spent_on__lt=period.end, excluded_from_total=False
        )
        .values_list("spent_on")
        .annotate(total=Sum("amount"))
        .order_by()
    )
    return dict(found)


def spent_by_day_and_category(owner_id: int, period: DateRange) -> dict[date, dict[str, int]]:
    """Return the counted spending of a period by day and category code; days and categories with nothing are absent."""
    found = (
        Expense.objects.filter(
            owner_id=owner_id, spent_on__gte=period.first, spent_on__lt=period.end, excluded_from_total=False
        )
        .values_list("spent_on", "category__code")
        .annotate(total=Sum("amount"))
        .order_by("spent_on")
    )
    days: dict[date, dict[str, int]] = defaultdict(dict)
    for day, code, total in found:
        days[day][code] = total
    return dict(days)


def most_used(owner_id: int, since: date) -> list[str]:
    """Return the codes of the categories with expenses on or after a day, the most used first."""
    found = (
        Expense.objects.filter(owner_id=owner_id, spent_on__gte=since)
        .values_list("category__code")
        .annotate(count=Count("id"))
        .order_by("-count", "category__position")
    )
    return [code for code, _ in found]


def category_last_used_for(owner_id: int, memo: str) -> str | None:
    """Return the code of the category that the owner's newest expense with this memo has, None where there is none."""
    found = Expense.objects.filter(owner_id=owner_id, memo_folded=texts.folded(memo))
    return found.order_by("-spent_on", "-id").values_list("category__code", flat=True).first()


def first_expense_day(owner_id: int) -> date | None:
    """Return the day of the owner's first counted expense, None where there is none."""
    with connection.cursor() as cursor:
        cursor.execute(FIRST_DAY, [owner_id])
        found = cursor.fetchone()
    return found[0] if found else None


def expense_of(owner: User, expense_id: int) -> Expense:
    """Return the owner's expense with its category. Raises NotFound, for somebody else's too."""
    expense = Expense.objects.select_related("category").filter(owner_id=owner.pk, pk=expense_id).first()
    if not expense:
        raise NotFound
    return expense


def known_categories(owner: User, codes: Sequence[str]) -> list[Category]:
    """Return the owner's categories with these codes. Raises UnknownCategory for the first that is not theirs."""
    found = categories_by_code(owner, codes)
    for code in codes:
        if code not in found:
            raise UnknownCategory(attr="category", category=code)
    return list(found.values())


def known_category(owner: User, code: str) -> Category:
    """Return the owner's category with this code. Raises UnknownCategory."""
    return known_categories(owner, [code])[0]


def export_rows(owner: User) -> Iterator[dict[str, Any]]:
    """Yield every expense of the owner by day, for the export; a chunk at a time, however many there are."""
    found = Expense.objects.filter(owner_id=owner.pk).order_by("spent_on", "id")
    fields = ("id", "spent_on", "category__code", "amount", "memo", "excluded_from_total", "created_at", "updated_at")
    names = ("id", "date", "category", "amount", "memo", "excluded_from_total", "created_at", "updated_at")
    for row in found.values_list(*fields).iterator(chunk_size=2_000):
        yield dict(zip(names, row, strict=True))
