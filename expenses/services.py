"""Writes of spending. Each is one transaction, and nothing else happens on a write."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from typing import Any, NamedTuple, TypedDict

from django.db import connection, transaction
from django.utils.translation import get_language

from accounts.models import User
from accounts.services import update_settings
from budget_management.selectors import BUDGETED, budgeted_values, has_budget, is_budgeted
from budget_management.services import Entry, allow_category, set_budget
from categories.models import Category
from core import clock
from core.errors import AlreadyBegun, CategoryNotBudgeted, IdempotencyKeyInFlight, NotFound
from core.money import split
from core.periods import BudgetMonth

from . import replies, texts
from .models import Expense
from .replies import Idempotency
from .rows import Row, as_row, label_column
from .selectors import known_category

# Makes no row where no category with the code is budgeted, and none where the key has one; of two categories with the
# code, the later one. By the unique (owner, plan, category) of the plan's lines; the key, by the unique (owner, key).
RECORD = f"""
    INSERT INTO expenses_expense (
        owner_id, category_id, amount, spent_on, memo, memo_folded, excluded_from_total, created_at, updated_at,
        idempotency_key, idempotency_fingerprint
    )
    SELECT %s, id, %s, %s, %s, %s, %s, %s, %s, %s, %s FROM categories_category
    WHERE code = %s AND (owner_id IS NULL OR owner_id = %s) AND id IN ({BUDGETED})
    ORDER BY position DESC, id DESC LIMIT 1
    ON CONFLICT (owner_id, idempotency_key) DO NOTHING
    RETURNING id, (SELECT {{label}} FROM categories_category WHERE id = category_id)
"""


class Recorded(NamedTuple):
    """What a creation is answered with; `replayed` where an earlier request with the key had made it."""

    row: Row
    replayed: bool


class Changes(TypedDict, total=False):
    """What a change may touch; what is not there stays."""

    category: Category
    amount: int
    spent_on: date
    memo: str
    excluded_from_total: bool


def record_expense(
    *,
    owner: User,
    category: str,
    amount: int,
    spent_on: date,
    memo: str = "",
    excluded: bool = False,
    allow: bool = False,
    idempotency: Idempotency | None = None,
) -> Recorded:
    """Record an expense once, however often its key comes. `category` is a code, `amount` in minor units.

    `allow` puts a category that is not in the plan into it, with a budget of 0. Raises UnknownCategory,
    CategoryNotBudgeted, IdempotencyKeyReused, IdempotencyKeyInFlight; a refused expense leaves its key free.
    """
    month = _month(owner, spent_on)
    # One statement is a transaction by itself.
    with transaction.atomic() if allow or idempotency else nullcontext():
        if allow:
            # Before all else: its lock on the person must come first, or two requests could wait for each other.
            allow_category(owner=owner, category=known_category(owner, category), month=month)
        with replies.in_turn(idempotency):
            row = _insert(owner, category, month, amount, spent_on, memo, excluded, idempotency)
        if row and idempotency and not replies.remember(owner.pk, idempotency, row):
            # The key's first expense was deleted, and its answer is still given.
            transaction.set_rollback(True)
            row = None
    if row:
        return Recorded(row, replayed=False)
    return Recorded(_answer_instead(owner, category, month, idempotency), replayed=True)


@transaction.atomic
def begin(
    *, owner: User, month_start_day: int, entries: Sequence[Entry], spent: int, spent_on: date, memo: str
) -> None:
    """Set the day somebody's months start on and their first budget, and record what the month had taken before.

    `spent`, in minor units, becomes one ordinary expense a category on the day `spent_on`, in proportion to the plan.
    Raises AlreadyBegun where there is a budget, as the second of two taps finds, and what `set_budget` raises.
    """
    # Its lock on the person makes a second tap wait until the first has ended.
    owner = update_settings(user=owner, changes={"month_start_day": month_start_day})
    if has_budget(owner.pk):
        raise AlreadyBegun
    set_budget(owner=owner, entries=entries)
    parts = split(spent, [entry.amount for entry in entries], unit=owner.rounding_unit)
    Expense.objects.bulk_create(
        Expense(owner=owner, category=entry.category, amount=part, spent_on=spent_on, **_memo(memo))
        for entry, part in zip(entries, parts, strict=True)
        if part
    )


@transaction.atomic
def change_expense(*, owner: User, expense_id: int, changes: Changes, allow: bool = False) -> Expense:
    """Return the expense with the changes. Raises NotFound, and CategoryNotBudgeted where category or month change.

    `allow` puts the category that the expense then has into the plan, with a budget of 0, where it is new there.
    """
    if allow:
        allow_category(owner=owner, category=changes["category"], month=_month(owner, changes["spent_on"]))
    # Parallel changes queue at the row: each sees what the one before it made. Not through a join, where PostgreSQL
    # loses the row if its category changed meanwhile.
    expense = Expense.objects.select_for_update().filter(owner_id=owner.pk, pk=expense_id).first()
    if not expense:
        raise NotFound
    wanted: dict[str, Any] = {**changes, **(_memo(changes["memo"]) if "memo" in changes else {})}
    changed = [name for name, value in wanted.items() if getattr(expense, name) != value]
    if not changed:
        return expense
    budgeted = (expense.category_id, _month(owner, expense.spent_on))
    for name in changed:
        setattr(expense, name, wanted[name])
    month = _month(owner, expense.spent_on)
    if (expense.category_id, month) != budgeted:
        _require_budgeted(owner, expense.category, month)
    expense.updated_at = clock.now()
    expense.save(update_fields=[*changed, "updated_at"])
    return expense


def remove_expense(*, owner: User, expense_id: int) -> None:
    """Delete an expense for good. Raises NotFound."""
    deleted, _ = Expense.objects.filter(owner_id=owner.pk, pk=expense_id).delete()
    if not deleted:
        raise NotFound


def purge_replies() -> int:
    """Forget the answers to keys older than 48 hours, in batches of 1,000; return how many."""
    return replies.purge()


def _insert(
    owner: User,
    category: str,
    month: BudgetMonth,
    amount: int,
    spent_on: date,
    memo: str,
    excluded: bool,
    idempotency: Idempotency | None,
) -> Row | None:
    """Return the new expense, or None where RECORD made no row."""
    now, text = clock.now(), _memo(memo)
    moment = connection.ops.adapt_datetimefield_value(now)
    values: list[Any] = [owner.pk, amount, spent_on, text["memo"], text["memo_folded"], excluded, moment, moment]
    values += [idempotency.key, idempotency.fingerprint] if idempotency else [None, ""]
    values += [category, owner.pk, *budgeted_values(owner.pk, month)]
    with connection.cursor() as cursor:
        cursor.execute(RECORD.format(label=label_column(get_language())), values)
        inserted = cursor.fetchone()
    if inserted is None:
        return None
    id, label = inserted
    return as_row(id, category, label, amount, spent_on, text["memo"], excluded, now, now)


def _answer_instead(owner: User, code: str, month: BudgetMonth, idempotency: Idempotency | None) -> Row:
    """Return what the key was answered with when it was new, or raise why no row was made."""
    category = known_category(owner, code)
    if idempotency:
        if row := replies.replay(owner.pk, idempotency):
            return row
        if is_budgeted(owner.pk, category.pk, month):
            # What held the key has just gone.
            raise IdempotencyKeyInFlight
    raise _not_budgeted(category, month)


def _month(owner: User, day: date) -> BudgetMonth:
    return BudgetMonth.containing(day, owner.month_start_day)


def _memo(memo: str) -> dict[str, str]:
    return {"memo": texts.kept(memo), "memo_folded": texts.folded(memo)}


def _require_budgeted(owner: User, category: Category, month: BudgetMonth) -> None:
    if not is_budgeted(owner.pk, category.pk, month):
        raise _not_budgeted(category, month)


def _not_budgeted(category: Category, month: BudgetMonth) -> CategoryNotBudgeted:
    return CategoryNotBudgeted(
        attr="category",
        label=category.label(get_language()),
        month=month,
        example=f'[{{"category": "{category.code}", "amount": 0, "month": "{month}"}}]',
    )
