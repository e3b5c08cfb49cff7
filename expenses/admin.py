"""What staff may see of spending: that there is some, and nothing of what it was."""

from django.contrib import admin

from accounts.admin import LookOnly

from .models import CreationReply, Expense


@admin.register(Expense)
class ExpenseAdmin(LookOnly[Expense]):
    """Expenses without amounts and memos: those are the owner's."""

    list_display = ("id", "owner", "spent_on", "category")
    list_select_related = ("owner", "category")
    list_display_links = None
    search_fields = ("owner__username_key",)
    fields = ("id", "owner", "spent_on", "category", "created_at", "updated_at")
    ordering = ("-id",)


@admin.register(CreationReply)
class CreationReplyAdmin(LookOnly[CreationReply]):
    """Keys of retries without the answers, which hold amounts and memos."""

    list_display = ("id", "owner", "created_at")
    list_select_related = ("owner",)
    search_fields = ("owner__username_key",)
    fields = ("id", "owner", "created_at")
    ordering = ("-id",)
