"""Rows for tests, with a default for everything."""

from datetime import date
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password

from accounts.models import User, username_key
from budget_management.models import BudgetLine, MonthPlan
from categories.models import Category
from expenses import texts
from expenses.models import Expense

PASSWORD = "correct horse 배터리"
# Argon2 takes its time on purpose, and most tests never log in.
UNUSABLE = "!"


@cache
def hashed(password: str) -> str:
    return make_password(password)


def make_user(username: str = "alice", *, password: str | None = None, **settings: Any) -> User:
    user = User(username=username, username_key=username_key(username), password=UNUSABLE, **settings)
    if password:
        user.password = hashed(password)
    user.save()
    return user


def category(code: str = "food") -> Category:
    return Category.objects.get(owner=None, code=code)


def make_plan(owner: User, month: int = 202611, **amounts: int | tuple[int, int]) -> MonthPlan:
    """make_plan(alice, food=300_000, housing=(700_000, 550_000)): an amount, or an amount and its fixed part."""
    plan = MonthPlan.objects.create(owner=owner, month=month)
    for code, amount in amounts.items():
        whole, fixed = amount if isinstance(amount, tuple) else (amount, 0)
        BudgetLine.objects.create(owner=owner, plan=plan, category=category(code), amount=whole, fixed_amount=fixed)
    return plan


def make_expense(
    owner: User,
    amount: int = 9_500,
    *,
    code: str = "food",
    on: str = "2026-11-23",
    memo: str = "",
    excluded: bool = False,
) -> Expense:
    return Expense.objects.create(
        owner=owner,
        category=category(code),
        amount=amount,
        spent_on=date.fromisoformat(on),
        memo=memo,
        memo_folded=texts.folded(memo),
        excluded_from_total=excluded,
    )
