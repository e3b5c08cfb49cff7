"""Reads about plans: which one applies to a month, and what stands in it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from accounts.models import User
from categories.models import Category
from core import clock
from core.periods import BudgetMonth

from . import averages
from .models import BudgetLine, MonthPlan
from .recommendation import Recommended, recommend

# The nearest month that has a plan, by the unique (owner, month), then its lines by the unique (owner, plan, category).
APPLIED_PLAN = """
    SELECT p.month, l.category_id, c.code, c.label_ko, c.label_en, l.amount, l.fixed_amount
    FROM (
        SELECT id, month, owner_id FROM budget_management_monthplan
        WHERE owner_id = %s AND month <= %s ORDER BY month DESC LIMIT 1
    ) p
    LEFT JOIN budget_management_budgetline l ON l.plan_id = p.id AND l.owner_id = p.owner_id
    LEFT JOIN categories_category c ON c.id = l.category_id
    ORDER BY c.position, c.id
"""
# The same plan's lines alone, by the same indexes, for statements that take them in and name the categories themselves.
APPLIED_LINES = """
    SELECT category_id, amount, fixed_amount FROM budget_management_budgetline
    WHERE owner_id = %s AND plan_id = (
        SELECT id FROM budget_management_monthplan WHERE owner_id = %s AND month <= %s ORDER BY month DESC LIMIT 1
    )
"""
# Every plan that applies to a month of several: those of the months themselves, and the one before that reaches in.
APPLIED_PLANS = """
    SELECT p.month, l.category_id, c.code, c.label_ko, c.label_en, l.amount, l.fixed_amount
    FROM budget_management_monthplan p
    LEFT JOIN budget_management_budgetline l ON l.plan_id = p.id AND l.owner_id = p.owner_id
    LEFT JOIN categories_category c ON c.id = l.category_id
    WHERE p.owner_id = %s AND p.month <= %s AND p.month >= COALESCE(
        (SELECT month FROM budget_management_monthplan WHERE owner_id = %s AND month <= %s ORDER BY month DESC LIMIT 1),
        0
    )
    ORDER BY p.month, c.position, c.id
"""
# The categories that may be spent on: the lines of that same plan. Before the first plan no month is small enough, and
# the first plan stands in. By the same indexes.
BUDGETED = """
    SELECT category_id FROM budget_management_budgetline
    WHERE owner_id = %s AND plan_id = COALESCE(
        (SELECT id FROM budget_management_monthplan WHERE owner_id = %s AND month <= %s ORDER BY month DESC LIMIT 1),
        (SELECT id FROM budget_management_monthplan WHERE owner_id = %s ORDER BY month LIMIT 1)
    )
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What a plan gives a category, in minor units; `fixed_amount` of it goes out in one piece."""

    category_id: int
    code: str
    label_ko: str
    label_en: str
    amount: int
    fixed_amount: int

    def label(self, language: str) -> str:
        """Return the category's name, in Korean unless `language` is English."""
        return self.label_en if language == "en" else self.label_ko


@dataclass(frozen=True, slots=True)
class AppliedPlan:
    """The plan of a month, its lines in plan order; `carried_from` is the earlier month it was made for, if any."""

    month: BudgetMonth
    carried_from: BudgetMonth | None
    lines: tuple[Line, ...]


class CarriedOn(NamedTuple):
    """Months that have no plan of their own and use an earlier one; `last` is None where that has no end yet."""

    first: BudgetMonth
    last: BudgetMonth | None


@dataclass(frozen=True, slots=True)
class RecommendedBudget:
    """A split of a total; `contributors` is how many people it was learned from, None for the household survey."""

    basis: str
    contributors: int | None
    lines: tuple[Recommended, ...]
    categories: Mapping[str, Category]

    def label(self, code: str, language: str) -> str:
        """Return the name of a line's category, in Korean unless `language` is English."""
        return self.categories[code].label(language)


def plan_for(owner_id: int, month: BudgetMonth) -> AppliedPlan | None:
    """Return the plan that applies to the month: its own or the nearest earlier one; None before the first plan."""
    with connection.cursor() as cursor:
        cursor.execute(APPLIED_PLAN, [owner_id, month.number])
        rows = cursor.fetchall()
    return _applied(month, rows[0][0], rows) if rows else None


def applied_lines_values(owner_id: int, month: BudgetMonth) -> list[int]:
    """Return the values of APPLIED_LINES."""
    return [owner_id, owner_id, month.number]


def plans_for(owner_id: int, months: Sequence[BudgetMonth]) -> dict[BudgetMonth, AppliedPlan]:
    """Return the plans that apply to months given in order; those before the first plan are absent. One statement."""
    first, last = months[0].number, months[-1].number
    with connection.cursor() as cursor:
        cursor.execute(APPLIED_PLANS, [owner_id, last, owner_id, first])
        plans = {number: list(rows) for number, rows in groupby(cursor.fetchall(), key=itemgetter(0))}
    numbers = list(plans)
    applied = {}
    for month in months:
        if place := bisect_right(numbers, month.number):
            number = numbers[place - 1]
            applied[month] = _applied(month, number, plans[number])
    return applied


def _applied(month: BudgetMonth, number: int, rows: Sequence[Sequence[Any]]) -> AppliedPlan:
    # A plan without lines is one row of nothing.
    lines = tuple(Line(*row[1:]) for row in rows if row[1] is not None)
    return AppliedPlan(month, None if number == month.number else BudgetMonth.from_number(number), lines)


def has_budget(owner_id: int) -> bool:
    """Tell whether anything was ever budgeted: a category that only stands in a plan, with 0, is not enough."""
    return BudgetLine.objects.filter(owner_id=owner_id, amount__gt=0).exists()


def carried_on(owner_id: int, month: BudgetMonth) -> CarriedOn | None:
    """Return the later months that have this month's plan, and change with it; None where the next has its own."""
    later = MonthPlan.objects.filter(owner_id=owner_id, month__gt=month.number).order_by("month")
    number = later.values_list("month", flat=True).first()
    if number is None:
        return CarriedOn(month.next(), None)
    last = BudgetMonth.from_number(number).previous()
    return CarriedOn(month.next(), last) if last > month else None


def is_budgeted(owner_id: int, category_id: int, month: BudgetMonth) -> bool:
    """Tell whether the category stands in the plan that applies to the month (before the first: in the first plan)."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s IN ({BUDGETED})", [category_id, *budgeted_values(owner_id, month)])
        return bool(cursor.fetchone()[0])


def budgeted_values(owner_id: int, month: BudgetMonth) -> list[int]:
    """Return the values of BUDGETED, which other statements take in."""
    return [owner_id, owner_id, month.number, owner_id]


def this_month(owner: User) -> BudgetMonth:
    """Return the budget month in which the owner's today lies."""
    return BudgetMonth.containing(clock.today(owner), owner.month_start_day)


def recommended_budget(owner: User, total: int, *, group_below: int) -> RecommendedBudget:
    """Return `total` split as people split theirs, in the owner's rounding unit; `group_below` is in percent."""
    usual = averages.usual_shares()
    lines = recommend(total, usual.shares, whole=usual.whole, group_below=group_below, unit=owner.rounding_unit)
    return RecommendedBudget(usual.basis, usual.contributors, lines, usual.categories)


def plan_rows(owner_id: int) -> Iterator[dict[str, Any]]:
    """Yield the months that have a plan of their own, even an empty one, for the export."""
    found = MonthPlan.objects.filter(owner_id=owner_id).order_by("month").values_list("month", "updated_at")
    for month, updated_at in found.iterator():
        yield {"month": str(BudgetMonth.from_number(month)), "updated_at": updated_at}


def budget_rows(owner_id: int) -> Iterator[dict[str, Any]]:
    """Yield every line of every plan of their own, months in order, lines in plan order, for the export."""
    found = BudgetLine.objects.filter(owner_id=owner_id, plan__owner_id=owner_id).values_list(
        "plan__month", "category__code", "amount", "fixed_amount"
    )
    for month, code, amount, fixed in found.order_by("plan__month", "category__position", "category_id").iterator():
        yield {
            "month": str(BudgetMonth.from_number(month)),
            "category": code,
            "amount": amount,
            "fixed_amount": fixed,
        }
