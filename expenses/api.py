"""Expenses over HTTP."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock, errors
from core.api.ids import ID
from core.api.pagination import read_cursor, write_cursor
from core.api.schema import describe
from core.api.views import ApiView

from . import listing, selectors, services
from .examples import EXCLUDED, EXPENSE, LISTED, TO_CHANGE, TO_RECORD
from .replies import Idempotency
from .rows import row_of
from .serializers import (
    ChangedExpenseSerializer,
    ExpenseListSerializer,
    ExpenseSerializer,
    ListQuery,
    NewExpenseSerializer,
)

KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[!-~]([ -~]*[!-~])?$"},
    OpenApiParameter.HEADER,
    description="Makes a retry safe: the same key and body give the first answer again and never a second row.",
)
REPLAYED = OpenApiParameter(
    "Idempotency-Replayed",
    {"type": "string", "enum": ["true"]},
    OpenApiParameter.HEADER,
    response=[201],
    description="There where the key was used before.",
)
LOCATION = OpenApiParameter("Location", str, OpenApiParameter.HEADER, response=[201])
CATEGORY_ERRORS = (errors.UnknownCategory, errors.CategoryNotBudgeted)
KEY_ERRORS = (errors.IdempotencyKeyInFlight, errors.IdempotencyKeyReused)
LIST_ERRORS = (errors.UnknownCategory, errors.PeriodReversed, errors.PeriodTooLong, errors.CursorInvalid)


class Expenses(ApiView):
    """A person's expenses."""

    queries = {"GET": ListQuery}

    @describe(
        id="expenses_list_collection",
        summary="Expenses of a period, with totals over the whole filter",
        answers={200: ExpenseListSerializer},
        errors=LIST_ERRORS,
        examples=[LISTED],
    )
    def get(self, request: Request) -> Response:
        wanted, ordering, cursor = self._filter(), self.query["ordering"], self.query.get("cursor")
        scope = wanted.scope(ordering)
        after = read_cursor(cursor, scope=scope) if cursor else None
        found = listing.totals(wanted)
        page = listing.page(wanted, ordering, self.query["limit"], after)
        return Response(
            {
                "total_expense": found.total_expense,
                "count": found.row_count,
                "category_totals": found.categories,
                "expenses": page.rows,
                "next": _next(request, write_cursor(page.end, scope=scope)) if page.end else None,
            }
        )

    @describe(
        id="expenses_create_collection",
        summary="Record an expense in a budgeted category",
        request=NewExpenseSerializer,
        answers={201: ExpenseSerializer},
        errors=(*CATEGORY_ERRORS, *KEY_ERRORS),
        headers=(KEY, REPLAYED, LOCATION),
        examples=[TO_RECORD, EXPENSE],
    )
    def post(self, request: Request) -> Response:
        owner = self.user
        given = self.body(NewExpenseSerializer)
        idempotency = _idempotency(request)
        recorded = services.record_expense(
            owner=owner,
            category=given["category"],
            amount=given["amount"],
            spent_on=given.get("spent_on") or clock.today(owner),
            memo=given["memo"],
            excluded=given["excluded_from_total"],
            idempotency=idempotency,
        )
        headers = {"Location": f"/api/expenses/{recorded.row['id']}/"}
        if recorded.replayed:
            headers["Idempotency-Replayed"] = "true"
        return Response(recorded.row, 201, headers=headers)

    def _filter(self) -> listing.Filter:
        query, owner = self.query, self.user
        codes = query["category"]
        categories = selectors.known_categories(owner, codes) if codes else []
        return listing.Filter(
            owner_id=owner.pk,
            period=listing.period_between(query["start_date"], query["end_date"]),
            category_ids=tuple(category.pk for category in categories),
            min_amount=query["min_amount"],
            max_amount=query["max_amount"],
            search=query["search"],
        )


@extend_schema_view(get=extend_schema(operation_id="expenses_list"))
class ExpenseList(Expenses):
    """The list under the brief's own path."""

    http_method_names = ["get", "head"]


@extend_schema_view(post=extend_schema(operation_id="expenses_create"))
class ExpenseCreation(Expenses):
    """The creation under the brief's own path."""

    http_method_names = ["post"]


class OneExpense(ApiView):
    """An expense of the person's own; anybody else's is not there."""

    @describe(
        id="expenses_read",
        summary="One expense",
        examples=[EXPENSE],
        answers={200: ExpenseSerializer},
        errors=[errors.NotFound],
        headers=[ID],
    )
    def get(self, request: Request, id: int) -> Response:
        return Response(row_of(selectors.expense_of(self.user, id)))

    @describe(
        id="expenses_replace",
        summary="Replace an expense: what is left out returns to its default",
        examples=[TO_RECORD, EXPENSE],
        request=ChangedExpenseSerializer,
        answers={200: ExpenseSerializer},
        errors=[*CATEGORY_ERRORS, errors.NotFound],
        headers=[ID],
    )
    def put(self, request: Request, id: int) -> Response:
        return self._change(id, partial=False)

    @describe(
        id="expenses_change",
        summary="Change some of an expense",
        examples=[TO_CHANGE, EXCLUDED],
        request=ChangedExpenseSerializer,
        answers={200: ExpenseSerializer},
        errors=[*CATEGORY_ERRORS, errors.NotFound],
        headers=[ID],
    )
    def patch(self, request: Request, id: int) -> Response:
        return self._change(id, partial=True)

    @describe(
        id="expenses_remove",
        summary="Delete an expense for good",
        answers={204: None},
        errors=[errors.NotFound],
        headers=[ID],
    )
    def delete(self, request: Request, id: int) -> Response:
        services.remove_expense(owner=self.user, expense_id=id)
        return Response(status=204)

    def _change(self, id: int, *, partial: bool) -> Response:
        owner = self.user
        # Somebody else's row is not there, whatever the body.
        selectors.expense_of(owner, id)
        changes: dict[str, Any] = self.body(ChangedExpenseSerializer, partial=partial)
        if "category" in changes:
            changes["category"] = selectors.known_category(owner, changes["category"])
        expense = services.change_expense(owner=owner, expense_id=id, changes=cast(services.Changes, changes))
        return Response(row_of(expense))


@extend_schema_view(
    put=extend_schema(operation_id="expenses_update_replace"),
    patch=extend_schema(operation_id="expenses_update_change"),
)
class ExpenseUpdate(OneExpense):
    """Changes under the brief's own path."""

    http_method_names = ["put", "patch"]


def _idempotency(request: Request) -> Idempotency | None:
    key = request.META.get("HTTP_IDEMPOTENCY_KEY")
    return None if key is None else Idempotency.of(key, request.data)


def _next(request: Request, cursor: str) -> str:
    query = request.query_params.copy()
    query["cursor"] = cursor
    return f"{request.path_info}?{query.urlencode()}"
