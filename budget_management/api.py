"""/api/budget/ and what lies below it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from categories.selectors import categories_by_code
from core.api.schema import describe
from core.api.views import ApiView
from core.errors import CategoryTwice, FixedAboveAmount, NotFound, UnknownCategory
from core.periods import BudgetMonth

from . import selectors, services
from .models import BudgetLine
from .selectors import AppliedPlan, RecommendedBudget
from .serializers import (
    MOST_ENTRIES,
    BudgetEntries,
    BudgetEntrySerializer,
    BudgetLineSerializer,
    MonthQuery,
    RecommendationRequest,
    RecommendationSerializer,
)


class Budget(ApiView):
    """A month's budget."""

    queries = {"GET": MonthQuery}

    @describe(
        id="budget_list",
        summary="The month's budget per category, in plan order",
        description="A month without a plan of its own uses that of the nearest earlier month that has one.",
        answers={200: BudgetLineSerializer(many=True)},
    )
    def get(self, request: Request) -> Response:
        user: User = self.user
        plan = selectors.plan_for(user.pk, self.query.get("month") or selectors.this_month(user))
        return Response(_applied(plan) if plan else [])

    @describe(
        id="budget_set",
        summary="Set budgets, all or none",
        description="Sending a category again changes it. The first budget of a month starts from the plan that "
        "applied to it until then. A body that is no list is 400 `not_a_list`, an empty one `empty`.",
        request=BudgetEntries,
        answers={201: BudgetLineSerializer(many=True)},
        errors=[UnknownCategory, CategoryTwice, FixedAboveAmount],
    )
    def post(self, request: Request) -> Response:
        items = self.body(BudgetEntrySerializer, many=True, allow_empty=False, max_length=MOST_ENTRIES)
        stored = services.set_budget(owner=self.user, entries=_entries(self.user, items))
        return Response([_stored(line) for line in stored], status.HTTP_201_CREATED)


class BudgetCategory(ApiView):
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
        user: User = self.user
        month = self.query.get("month") or selectors.this_month(user)
        services.remove_category(owner=user, category=category, month=month)
        return Response(status=status.HTTP_204_NO_CONTENT)


class Recommendation(ApiView):
    """A total, split as people split theirs."""

    @describe(
        id="budget_recommendation",
        summary="Split a total as other people do",
        description="With too few people to average over, the household survey takes their place. "
        "`category` and `amount` of the parts are what POST /api/budget/ takes.",
        request=RecommendationRequest,
        answers={200: RecommendationSerializer},
    )
    def post(self, request: Request) -> Response:
        asked = self.body(RecommendationRequest)
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
    language = get_language()
    carried_from = plan.carried_from and str(plan.carried_from)
    return [
        {
            "category": line.code,
            "label": line.label(language),
            "amount": line.amount,
            "fixed_amount": line.fixed_amount,
            "month": str(plan.month),
            "carried_from": carried_from,
        }
        for line in plan.lines
    ]


def _stored(line: BudgetLine) -> dict[str, Any]:
    return {
        "category": line.category.code,
        "label": line.category.label(get_language()),
        "amount": line.amount,
        "fixed_amount": line.fixed_amount,
        "month": str(BudgetMonth.from_number(line.plan.month)),
        "carried_from": None,
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
