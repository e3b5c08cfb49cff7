"""Plans and averages in the admin: to look at, not to change."""

from typing import TYPE_CHECKING

from django.contrib import admin

from accounts.admin import LookOnly

from .models import BudgetLine, MonthPlan, ShareAverage, ShareBlock, ShareRefresh

if TYPE_CHECKING:
    OfLines = admin.TabularInline[BudgetLine, MonthPlan]
else:
    # Only the type checker's Django has the brackets.
    OfLines = admin.TabularInline


class LineInline(OfLines):
    """A plan's lines, which are as fixed here as the plan is."""

    model = BudgetLine
    # How much is the owner's business.
    fields = ("category",)


@admin.register(MonthPlan)
class MonthPlanAdmin(LookOnly[MonthPlan]):
    """Plans with their lines."""

    list_display = ("owner", "month", "updated_at")
    list_select_related = ("owner",)
    search_fields = ("owner__username_key",)
    ordering = ("-updated_at",)
    inlines = (LineInline,)


@admin.register(ShareAverage)
class ShareAverageAdmin(LookOnly[ShareAverage]):
    """Mean shares, which only a refresh writes."""

    list_display = ("category", "share_nano")
    list_select_related = ("category",)


@admin.register(ShareRefresh)
class ShareRefreshAdmin(LookOnly[ShareRefresh]):
    """How fresh the mean shares are."""

    list_display = ("contributors", "checked_at")


@admin.register(ShareBlock)
class ShareBlockAdmin(LookOnly[ShareBlock]):
    """How many people stand behind the mean shares, block by block."""

    list_display = ("number", "contributors")
    fields = ("number", "contributors")
