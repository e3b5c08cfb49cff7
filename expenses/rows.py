"""An expense as every answer shows it, as plain data that is JSON already."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import get_language

from .models import Expense

Row = dict[str, Any]


def row_of(expense: Expense) -> Row:
    """Return an expense as answers show it, its label in the reader's language."""
    return as_row(
        expense.pk,
        expense.category.code,
        expense.category.label(get_language()),
        expense.amount,
        expense.spent_on,
        expense.memo,
        expense.excluded_from_total,
        expense.created_at,
        expense.updated_at,
    )


def label_column(language: str) -> str:
    """Return where a category has the name that people read."""
    return "label_en" if language == "en" else "label_ko"


def as_row(
    id: int,
    code: str,
    label: str,
    amount: int,
    spent_on: date,
    memo: str,
    excluded: bool,
    created_at: datetime,
    updated_at: datetime,
) -> Row:
    """Return the answer's fields from the columns. Times without a zone, as SQLite has them, are UTC."""
    return {
        "id": id,
        "category": code,
        "label": label,
        "amount": amount,
        "date": spent_on.isoformat(),
        "memo": memo,
        "excluded_from_total": excluded,
        "created_at": _moment(created_at),
        "updated_at": _moment(updated_at),
    }


def _moment(time: datetime) -> str:
    utc = time.astimezone(UTC) if time.tzinfo else time
    return f"{utc.replace(tzinfo=None).isoformat()}Z"
