"""Many people with plans and spending of every sort, the same ones for the same seed."""

from datetime import date, timedelta
from random import Random

from accounts.models import User
from budget_management.models import BudgetLine, MonthPlan
from categories.catalog import CATALOG
from categories.models import Category
from expenses.models import Expense
from tests.factories import make_user

CODES = [built_in.code for built_in in CATALOG]
ZONES = ["Asia/Seoul", "America/New_York", "Pacific/Kiritimati"]
AROUND = date(2026, 11, 23)


def make_crowd(seed: int, people: int = 12) -> list[User]:
    chance = Random(seed)
    return [make_somebody(chance, f"somebody{number}") for number in range(people)]


def make_somebody(chance: Random, name: str) -> User:
    user = make_user(
        name,
        month_start_day=chance.choice([1, 1, 25, 31]),
        rounding_unit=chance.choice([1, 100, 1000]),
        floor_percent=chance.choice([0, 30, 100]),
        currency=chance.choice(["KRW", "KRW", "USD"]),
        language=chance.choice([None, "ko", "en"]),
        time_zone=chance.choice(ZONES),
    )
    for month in chance.sample([202511, 202609, 202610, 202611, 202612], chance.randint(0, 3)):
        make_random_plan(chance, user, month)
    Expense.objects.bulk_create(random_expense(chance, user) for _ in range(chance.randint(0, 40)))
    return user


def make_random_plan(chance: Random, owner: User, month: int) -> None:
    plan = MonthPlan.objects.create(owner=owner, month=month)
    for code in chance.sample(CODES, chance.randint(0, 8)):
        amount = chance.choice([0, chance.randint(1, 900_000)])
        fixed = amount * chance.choice([0, 0, 40, 100]) // 100
        BudgetLine.objects.create(owner=owner, plan=plan, category=_known(code), amount=amount, fixed_amount=fixed)


def random_expense(chance: Random, owner: User) -> Expense:
    return Expense(
        owner=owner,
        category=_known(chance.choice(CODES)),
        amount=chance.randint(1, 200_000),
        spent_on=AROUND + timedelta(days=chance.choice([0, 0, 0, chance.randint(-70, 10)])),
        excluded_from_total=chance.random() < 0.15,
    )


def _known(code: str) -> Category:
    return Category.objects.get(owner=None, code=code)
