"""Categories in the admin: the built-in ones come with a release, the others are their owners'."""

from django.contrib import admin

from accounts.admin import LookOnly

from .models import Category


@admin.register(Category)
class CategoryAdmin(LookOnly[Category]):
    """Categories, in plan order."""

    list_display = ("code", "label_ko", "label_en", "position", "owner")
    list_select_related = ("owner",)
