"""Putting the household and its neighbours into the database, up to today."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User, username_key
from budget_management.models import BudgetLine, MonthPlan
from budget_management.services import Entry, set_budget
from categories.models import Category
from categories.selectors import categories_of
from core import clock
from core.periods import BudgetMonth
from expenses.models import Expense
from expenses.texts import folded, kept

from . import household, neighbours

NAME, PASSWORD = "demo", "haru-mok-demo"
MONTHS = 13
ROWS_AT_ONCE = 2_000


def has_strangers() -> bool:
    """Tell whether there is anybody here whom this module did not make up."""
    return User.objects.exclude(username_key__in=[NAME, *_neighbour_names()]).exists()


def is_built() -> bool:
    """Tell whether the household is there."""
    return User.objects.filter(username_key=NAME).exists()


@transaction.atomic
def build() -> User:
    """Make everybody anew, with all they have spent up to today; return the one to log in as."""
    made_up = User.objects.filter(username_key__in=[NAME, *_neighbour_names()])
    Expense.objects.filter(owner__in=made_up).delete()
    made_up.delete()
    user = User(username=NAME, username_key=username_key(NAME))
    user.set_password(PASSWORD)
    user.save()
    categories = {category.code: category for category in categories_of(user)}
    today = clock.today(user)
    this_month = BudgetMonth.containing(today, user.month_start_day)
    _settle_household(user, categories, this_month, today)
    _settle_neighbours(categories, this_month, today)
    return user


def _settle_household(user: User, categories: Mapping[str, Category], this_month: BudgetMonth, today: date) -> None:
    first_month = this_month.shift(1 - MONTHS)
    for later, lines in household.PLANS.items():
        month = first_month.shift(later)
        entries = [Entry(categories[code], month, line.amount, line.fixed) for code, line in lines.items()]
        set_budget(owner=user, entries=entries)
    day = first_month.range(user.month_start_day).first
    rows = []
    while day <= today:
        rows += [
            _expense(user, categories[spent.code], day, spent.amount, spent.memo, spent.excluded)
            for spent in household.spent_on(day)
        ]
        day += timedelta(days=1)
    Expense.objects.bulk_create(rows, ROWS_AT_ONCE)


def _settle_neighbours(categories: Mapping[str, Category], this_month: BudgetMonth, today: date) -> None:
    people = User.objects.bulk_create(
        User(username=name, username_key=name, password=make_password(None)) for name in _neighbour_names()
    )
    last_month = this_month.previous()
    for month, last in ((last_month, last_month.range(1).last), (this_month, today)):
        plans = MonthPlan.objects.bulk_create(MonthPlan(owner=person, month=month.number) for person in people)
        lines = (
            BudgetLine(owner=plan.owner, plan=plan, category=categories[code], amount=amount)
            for number, plan in enumerate(plans)
            for code, amount in neighbours.plan_of(number).items()
        )
        BudgetLine.objects.bulk_create(lines, ROWS_AT_ONCE)
        Expense.objects.bulk_create(_neighbour_expenses(people, categories, month, last), ROWS_AT_ONCE)


def _neighbour_expenses(
    people: list[User], categories: Mapping[str, Category], month: BudgetMonth, last: date
) -> Iterator[Expense]:
    for number, person in enumerate(people):
        for spent in neighbours.spending_of(number, month.range(person.month_start_day), last):
            yield _expense(person, categories[spent.code], spent.day, spent.amount)


def _neighbour_names() -> list[str]:
    return [f"{NAME}-{number:03}" for number in range(neighbours.HOW_MANY)]


def _expense(
    owner: User, category: Category, day: date, amount: int, memo: str = "", excluded: bool = False
) -> Expense:
    return Expense(
        owner=owner,
        category=category,
        amount=amount,
        spent_on=day,
        memo=kept(memo),
        memo_folded=folded(memo),
        excluded_from_total=excluded,
    )
