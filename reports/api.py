"""The reports as JSON, made of plain dicts: these are the reads of every day."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse
from django.utils.translation import get_language
from rest_framework.authentication import BaseAuthentication
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.authentication import BearerAuthentication, live_login_of
from accounts.selectors import Login
from accounts.tokens import Token
from core.api.schema import describe
from core.api.views import ApiView
from insights.day_plan import Part, Why
from insights.day_summary import CategoryDay, CategoryMonth, MonthToDate

from . import statistics, summary, today
from .authentication import live_login_and_month
from .examples import RECOMMENDATION, STATISTICS, SUMMARY
from .export import ZIP, as_download
from .facts import MonthOnDay, month_on
from .serializers import AsOfQuery, DailyRecommendationSerializer, DailySummarySerializer, SpendingStatisticsSerializer

Label = Callable[[str], str]


class ReportView(ApiView):
    """A report of one day."""

    queries = {"GET": AsOfQuery}
    _this_month: MonthOnDay | None = None

    def get_authenticators(self) -> list[BaseAuthentication]:
        return [BearerAuthentication(self._live_login)]

    def _live_login(self, token: Token) -> Login | None:
        if token.subject is None or self.request.GET:
            return live_login_of(token)
        login, self._this_month = live_login_and_month(token, token.subject)
        return login

    def month(self) -> MonthOnDay:
        """Return the month in which the day lies, by default today."""
        return self._this_month or month_on(self.user, self.query.get("date"))


class DailyRecommendation(ReportView):
    """What may be spent today."""

    @describe(
        id="expenses_daily_recommendation",
        summary="What may be spent today, in total and per category, and why",
        description="Frozen for the day: what is spent today moves only what remains. Without a plan: zeros.",
        answers={200: DailyRecommendationSerializer},
        examples=[RECOMMENDATION],
    )
    def get(self, request: Request) -> Response:
        language = get_language()
        found = today.seen_as_today(self.month())
        plan = found.plan
        return Response(
            {
                "date": found.day.isoformat(),
                "month": str(found.month),
                "days_left": plan.days_left,
                "situation": plan.situation.value,
                "message": found.message(language),
                "total_recommended_amount": plan.total,
                "spent_today": plan.spent_today,
                "remaining_today": plan.remaining_today,
                "category_recommendations": [_part(part, found.labels(part.category, language)) for part in plan.parts],
            }
        )


def _part(part: Part, label: str) -> dict[str, Any]:
    return {
        "category": part.category,
        "label": label,
        "recommended_amount": part.amount,
        "spent_today": part.spent_today,
        "remaining_today": part.remaining_today,
        "floor_applied": part.floor_applied,
        "why": _why(part.why),
    }


def _why(why: Why) -> dict[str, int]:
    return {
        "budget": why.budget,
        "spent_before": why.spent_before,
        "fixed_due": why.fixed_due,
        "days_left": why.days_left,
        "own_pace": why.own_pace,
        "floor": why.floor,
        "shifted": why.shifted,
    }


class DailySummary(ReportView):
    """How today went."""

    @describe(
        id="expenses_daily_summary",
        summary="What was spent on the day, what was appropriate, and the risk; and the month to date",
        answers={200: DailySummarySerializer},
        examples=[SUMMARY],
    )
    def get(self, request: Request) -> Response:
        language = get_language()
        found = summary.seen_as_summary(self.month())
        day = found.summary

        def label(code: str) -> str:
            return found.labels(code, language)

        return Response(
            {
                "date": found.day.isoformat(),
                "month": str(found.month),
                "total_expense": day.total_expense,
                "recommended_total": day.recommended_total,
                "appropriate_total": day.appropriate_total,
                "risk_percentage": day.risk,
                "situation": day.situation.value,
                "message": found.message(language),
                "category_summary": [_category_day(one, label) for one in day.categories],
                "month_to_date": _month_to_date(day.month, label),
            }
        )


def _category_day(one: CategoryDay, label: Label) -> dict[str, Any]:
    return {
        "category": one.category,
        "label": label(one.category),
        "total_expense": one.spent,
        "recommended_amount": one.recommended,
        "appropriate_expense": one.appropriate,
        "risk_percentage": one.risk,
    }


def _month_to_date(month: MonthToDate, label: Label) -> dict[str, Any]:
    return {
        "budget": month.budget,
        "spent": month.spent,
        "appropriate": month.appropriate,
        "risk_percentage": month.risk,
        "categories": [_category_month(one, label) for one in month.categories],
    }


def _category_month(one: CategoryMonth, label: Label) -> dict[str, Any]:
    return {
        "category": one.category,
        "label": label(one.category),
        "budget": one.budget,
        "spent": one.spent,
        "appropriate": one.appropriate,
        "risk_percentage": one.risk,
    }


class SpendingStatistics(ReportView):
    """Spending compared."""

    @describe(
        id="expenses_spending_statistics",
        summary="Spending against last month, the same weekday, and other users",
        description="Ratios are in percent, null without a denominator. Fewer others than a minimum are not shown.",
        answers={200: SpendingStatisticsSerializer},
        examples=[STATISTICS],
    )
    def get(self, request: Request) -> Response:
        language = get_language()
        found = statistics.seen_as_statistics(self.user, self.month())
        return Response(
            {
                "date": found.day.isoformat(),
                "vs_last_month": _vs_last_month(found, language),
                "vs_weekday": _vs_weekday(found),
                "vs_other_users": _vs_other_users(found),
                "situation": found.plan.situation.value,
                "message": found.message(language),
            }
        )


def _vs_last_month(found: statistics.Statistics, language: str) -> dict[str, Any]:
    total = found.last_month
    return {
        "current": total.current,
        "previous": total.previous,
        "ratio": total.ratio,
        "categories": [
            {
                "category": code,
                "label": found.labels(code, language),
                "current": one.current,
                "previous": one.previous,
                "ratio": one.ratio,
            }
            for code, one in found.last_month_by_category.items()
        ],
    }


def _vs_weekday(found: statistics.Statistics) -> dict[str, Any]:
    weekday = found.weekday
    return {
        "today": weekday.today,
        "last_week": weekday.last_week,
        "ratio": weekday.ratio,
        "average_8_weeks": weekday.average,
        "ratio_to_average": weekday.ratio_to_average,
    }


def _vs_other_users(found: statistics.Statistics) -> dict[str, Any]:
    return {
        "mine": found.others.mine,
        "others": found.others.others,
        "relative": found.others.relative,
        "contributors": found.contributors,
    }


# Bytes have no type in a schema; the description takes a status together with the one media type it comes in.
ZIP_ANSWER: dict[Any, Any] = {(200, ZIP): {"contentMediaType": ZIP}}


class ZipOrJson(DefaultContentNegotiation):
    """Lets a client ask for the zip, which no renderer makes; what goes wrong is told in JSON all the same."""

    def get_accept_list(self, request: Request) -> list[str]:
        return ["*/*" if asked.partition(";")[0] == ZIP else asked for asked in super().get_accept_list(request)]


class Export(ApiView):
    """Everything a person has."""

    content_negotiation_class = ZipOrJson

    @describe(
        id="accounts_export",
        summary="Everything you have, as a zip with a CSV and a JSON file for each kind of row",
        description="The JSON is exact. The CSV is for spreadsheets: UTF-8 with BOM, an apostrophe before formulas.",
        answers=ZIP_ANSWER,
    )
    def get(self, request: Request) -> FileResponse:
        return as_download(self.user)
