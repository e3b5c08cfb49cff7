"""/api/budget/ and what lies below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from categories.models import Category
from categories.selectors import categories_by_code
from core.api.schema import describe
from core.api.views import ApiView
from core.errors import CategoryTwice, FixedAboveAmount, NotFound, UnknownCategory
from core.periods import BudgetMonth

from . import selectors, services
from .examples import BUDGETS_SET, BUDGETS_TO_SET, CARRIED_BUDGET, SPLIT, TOTAL_TO_SPLIT
from .models import BudgetLine
from .selectors import AppliedPlan, Line, RecommendedBudget
from .serializers import (
    MOST_ENTRIES,
    BudgetEntries,
    BudgetEntrySerializer,
    BudgetLineSerializer,
    MonthQuery,
    RecommendationSerializer,
    TotalToSplitSerializer,
)


class MonthView(ApiView):
    """A view of one month's budget."""

    @property
    def month(self) -> BudgetMonth:
        """The month that is asked about, by default the one in which today lies."""
        return self.query.get("month") or selectors.this_month(self.user)


class Budget(MonthView):
    """A month's budget."""

    queries = {"GET": MonthQuery}

    @describe(
        id="budget_list",
        summary="The month's budget per category, in plan order",
        description="A month without a plan of its own uses that of the nearest earlier month that has one.",
        answers={200: BudgetLineSerializer(many=True)},
        examples=[CARRIED_BUDGET],
    )
    def get(self, request: Request) -> Response:
        plan = selectors.plan_for(self.user.pk, self.month)
        return Response(_applied(plan) if plan else [])

    @describe(
        id="budget_set",
        summary="Set budgets, all or none",
        description="Sending a category again changes it. The first budget of a month starts from the plan that "
        "applied to it until then. A body that is no list is 400 `not_a_list`, an empty one `empty`.",
        request=BudgetEntries,
        answers={201: BudgetLineSerializer(many=True)},
        examples=[BUDGETS_TO_SET, BUDGETS_SET],
        errors=[UnknownCategory, CategoryTwice, FixedAboveAmount],
    )
    def post(self, request: Request) -> Response:
        items = self.body(BudgetEntrySerializer, many=True, allow_empty=False, max_length=MOST_ENTRIES)
        stored = services.set_budget(owner=self.user, entries=_entries(self.user, items))
        return Response([_stored(line) for line in stored], status.HTTP_201_CREATED)


class BudgetCategory(MonthView):
    """A category's place in a month's budget."""

    queries = {"DELETE": MonthQuery}

    @describe(
        id="budget_delete",
        summary="Take a category out of the month's budget",
        description="Spending stays, and so do other months.",
        answers={204: None},
        errors=[NotFound],
    )
    def delete(self, request: Request, category: str) -> Response:
        services.remove_category(owner=self.user, category=category, month=self.month)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Recommendation(ApiView):
    """A total, split as people split theirs."""

    @describe(
        id="budget_recommendation",
        summary="Split a total as other people do",
        description="With too few people to average over, the household survey takes their place. "
        "`category` and `amount` of the parts are what POST /api/budget/ takes.",
        request=TotalToSplitSerializer,
        answers={200: RecommendationSerializer},
        examples=[TOTAL_TO_SPLIT, SPLIT],
    )
    def post(self, request: Request) -> Response:
        asked = self.body(TotalToSplitSerializer)
        total = asked["total_amount"]
        found = selectors.recommended_budget(self.user, total, group_below=asked["group_below"])
        return Response(_recommended(total, found))


def _entries(owner: User, items: Sequence[Mapping[str, Any]]) -> list[services.Entry]:
    known = categories_by_code(owner, [item["category"] for item in items])
    this_month = selectors.this_month(owner)
    entries = []
    for index, item in enumerate(items):
        if item["category"] not in known:
            raise UnknownCategory(attr=f"{index}.category", category=item["category"])
        month: BudgetMonth = item.get("month", this_month)
        entries.append(services.Entry(known[item["category"]], month, item["amount"], item.get("fixed_amount", 0)))
    return entries


def _applied(plan: AppliedPlan) -> list[dict[str, Any]]:
    return [_row(line, line, plan.month, plan.carried_from) for line in plan.lines]


def _stored(line: BudgetLine) -> dict[str, Any]:
    return _row(line.category, line, BudgetMonth.from_number(line.plan.month))


def _row(
    category: Category | Line, line: BudgetLine | Line, month: BudgetMonth, carried_from: BudgetMonth | None = None
) -> dict[str, Any]:
    return {
        "category": category.code,
        "label": category.label(get_language()),
        "amount": line.amount,
        "fixed_amount": line.fixed_amount,
        "month": str(month),
        "carried_from": carried_from and str(carried_from),
    }


def _recommended(total: int, found: RecommendedBudget) -> dict[str, Any]:
    language = get_language()
    lines = [
        {"category": line.code, "label": found.label(line.code, language), "share": line.share, "amount": line.amount}
        | ({"includes": list(line.includes)} if line.includes else {})
        for line in found.lines
    ]
    return {
        "total_amount": total,
        "basis": found.basis,
        "contributors": found.contributors,
        "recommendations": lines,
    }
