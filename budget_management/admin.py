"""Plans and averages in the admin: to look at, not to change."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from .models import BudgetLine, MonthPlan, ShareAverage, ShareRefresh

if TYPE_CHECKING:
    OfLines = admin.TabularInline[BudgetLine, MonthPlan]
    OfPlan = admin.ModelAdmin[MonthPlan]
    OfAverage = admin.ModelAdmin[ShareAverage]
    OfRefresh = admin.ModelAdmin[ShareRefresh]
else:
    # Only the type checker's Django has the brackets.
    OfLines = admin.TabularInline
    OfPlan = OfAverage = OfRefresh = admin.ModelAdmin


class ReadOnly:
    """Services write plans and refreshes write averages; the admin writes neither."""

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        return False


class LineInline(ReadOnly, OfLines):
    model = BudgetLine
    fields = ("category", "amount", "fixed_amount")


@admin.register(MonthPlan)
class MonthPlanAdmin(ReadOnly, OfPlan):
    list_display = ("owner", "month", "updated_at")
    list_select_related = ("owner",)
    search_fields = ("owner__username",)
    ordering = ("-updated_at",)
    show_full_result_count = False
    inlines = (LineInline,)


@admin.register(ShareAverage)
class ShareAverageAdmin(ReadOnly, OfAverage):
    list_display = ("category", "share_nano")
    list_select_related = ("category",)


@admin.register(ShareRefresh)
class ShareRefreshAdmin(ReadOnly, OfRefresh):
    list_display = ("contributors", "checked_at")
