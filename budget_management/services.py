"""Writes to plans. None of them touches another month, or any spending."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from accounts.models import User
from categories.models import Category
from core import clock
from core.errors import CategoryTwice, FixedAboveAmount, NotFound, TokenInvalid
from core.periods import BudgetMonth

from .models import BudgetLine, MonthPlan


@dataclass(frozen=True, slots=True)
class Entry:
    """A budget to set: one of the owner's categories, a month, and amounts in minor units."""

    category: Category
    month: BudgetMonth
    amount: int
    fixed_amount: int = 0


@transaction.atomic
def set_budget(*, owner: User, entries: Sequence[Entry]) -> list[BudgetLine]:
    """Store the entries, all or none, and return their lines in the same order.

    Months are written one after another, the earliest first; one without a plan of its own starts as a copy of the
    plan that applies to it. Raises CategoryTwice and FixedAboveAmount, with the entry's index in `attr`.
    """
    _refuse_contradictions(entries)
    _take_turn(owner)
    plans = {}
    for month in sorted({entry.month for entry in entries}):
        plans[month] = _own_plan(owner, month)
        _store(plans[month], [entry for entry in entries if entry.month == month])
        _add_up(plans[month])
    return [_line(plans[entry.month], entry) for entry in entries]


@transaction.atomic
def replace_plan(*, owner: User, month: BudgetMonth, entries: Sequence[Entry]) -> None:
    """Make the month's plan consist of these entries and nothing else; spending stays where it is.

    Raises CategoryTwice and FixedAboveAmount, with the entry's index in `attr`.
    """
    _refuse_contradictions(entries)
    _take_turn(owner)
    plan = _own_plan(owner, month)
    plan.lines.exclude(category__in=[entry.category for entry in entries]).delete()
    _store(plan, entries)
    _add_up(plan)


@transaction.atomic
def allow_category(*, owner: User, category: Category, month: BudgetMonth) -> None:
    """Let the category stand in the plan that decides about the month, with nothing budgeted where it is new.

    Before the first plan that is the first plan; without any, the month gets one.
    """
    _take_turn(owner)
    first = MonthPlan.objects.filter(owner=owner).order_by("month").first()
    deciding = max(month, BudgetMonth.from_number(first.month)) if first else month
    applied = _applied_plan(owner, deciding)
    if not (applied and applied.lines.filter(category=category).exists()):
        plan = _own_plan(owner, deciding)
        _store(plan, [Entry(category, deciding, 0)])
        _add_up(plan)


@transaction.atomic
def remove_category(*, owner: User, category: str, month: BudgetMonth) -> None:
    """Take the category, by its code, out of the month's plan. Raises NotFound where it does not stand in it."""
    _take_turn(owner)
    applied = _applied_plan(owner, month)
    if not (applied and applied.lines.filter(category__code=category).exists()):
        raise NotFound
    plan = _own_plan(owner, month)
    plan.lines.filter(category__code=category).delete()
    _add_up(plan)


def _refuse_contradictions(entries: Sequence[Entry]) -> None:
    seen = set()
    for index, entry in enumerate(entries):
        if (entry.month, entry.category.pk) in seen:
            raise CategoryTwice(attr=f"{index}.category", category=entry.category.code)
        if entry.fixed_amount > entry.amount:
            raise FixedAboveAmount(attr=f"{index}.fixed_amount", amount=f"{entry.amount:,}")
        seen.add((entry.month, entry.category.pk))


def _take_turn(owner: User) -> None:
    """Make writers to one person's plans wait for each other; raises TokenInvalid where the person is gone.

    The plan itself cannot be locked, because the first write to a month finds none. Rows that point at the person
    are not held up by this lock.
    """
    if not User.objects.select_for_update(no_key=True).filter(pk=owner.pk).values_list("pk").first():
        raise TokenInvalid


def _applied_plan(owner: User, month: BudgetMonth) -> MonthPlan | None:
    return MonthPlan.objects.filter(owner=owner, month__lte=month.number).order_by("-month").first()


def _own_plan(owner: User, month: BudgetMonth) -> MonthPlan:
    """Return the month's own plan; a new one copies the plan that applied until now."""
    applied = _applied_plan(owner, month)
    if applied and applied.month == month.number:
        return applied
    plan = MonthPlan.objects.create(owner=owner, month=month.number)
    if applied:
        kept = applied.lines.values_list("category_id", "amount", "fixed_amount")
        BudgetLine.objects.bulk_create(
            BudgetLine(owner=owner, plan=plan, category_id=category, amount=amount, fixed_amount=fixed)
            for category, amount, fixed in kept
        )
    return plan


def _store(plan: MonthPlan, entries: Sequence[Entry]) -> None:
    BudgetLine.objects.bulk_create(
        [_line(plan, entry) for entry in entries],
        update_conflicts=True,
        unique_fields=["owner", "plan", "category"],
        update_fields=["amount", "fixed_amount"],
    )


def _add_up(plan: MonthPlan) -> None:
    """Write into a plan that it has changed now, and its total, so that averages of everybody need not look for it."""
    lines = BudgetLine.objects.filter(owner=plan.owner_id, plan=OuterRef("pk")).values("plan")
    total = Coalesce(Subquery(lines.annotate(total=Sum("amount")).values("total")), 0)
    MonthPlan.objects.filter(pk=plan.pk).update(updated_at=clock.now(), total=total)


def _line(plan: MonthPlan, entry: Entry) -> BudgetLine:
    return BudgetLine(
        owner_id=plan.owner_id,
        plan=plan,
        category=entry.category,
        amount=entry.amount,
        fixed_amount=entry.fixed_amount,
    )
