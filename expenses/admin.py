"""What staff may see of spending: that there is some, and nothing of what it was."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from .models import Expense

if TYPE_CHECKING:
    Admin = admin.ModelAdmin[Expense]
else:
    # Generic for the type checker only.
    Admin = admin.ModelAdmin


@admin.register(Expense)
class ExpenseAdmin(Admin):
    """Read-only, without amounts and memos: those are the owner's."""

    list_display = ["id", "owner", "spent_on", "category"]
    list_select_related = ["owner", "category"]
    list_display_links = None
    fields = ["id", "owner", "spent_on", "category", "created_at", "updated_at"]
    ordering = ["-id"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Expense | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Expense | None = None) -> bool:
        return False
