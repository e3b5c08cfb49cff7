"""What staff see of people: who there is and who may enter, never a password, never a token.

Also the base of every other admin: rows to look at, because services alone write them.
"""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from . import services
from .models import Attempts, AuthSession, User, username_key

M = TypeVar("M", bound=Model)

# Staff are staff: there are no groups, and nothing here to give them.
admin.site.unregister(Group)

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin
else:

    class ModelAdmin(admin.ModelAdmin, Generic[M]):
        """Django's own, which takes no type in brackets."""


class FoundByName(ModelAdmin[M]):
    """Rows that staff find by a person's name: `search_fields` holds its folded form."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[M], search_term: str
    ) -> tuple[QuerySet[M], bool]:
        return super().get_search_results(request, queryset, username_key(search_term))


class LookOnly(FoundByName[M]):
    """Rows that nobody adds, changes or deletes here."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(FoundByName[User]):
    """People. Only whether they may enter can be changed; people erase themselves."""

    list_display = ("username", "email", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username_key",)
    fields = (
        "username", "email", "is_active", "is_staff", "is_superuser", "date_joined", "last_login",
        "language", "time_zone", "currency", "month_start_day",
    )  # fmt: skip
    readonly_fields = tuple(name for name in fields if name != "is_active")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        services.set_active(user=obj, active=obj.is_active)


@admin.register(AuthSession)
class AuthSessionAdmin(LookOnly[AuthSession]):
    """Logins."""

    list_display = ("id", "user", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("user__username_key",)
    fields = ("id", "user", "created_at", "last_used_at", "expires_at", "revoked_at", "user_agent")


@admin.register(Attempts)
class AttemptsAdmin(LookOnly[Attempts]):
    """What was counted, under keys that name nobody."""

    list_display = ("key", "updated_at")
    fields = ("key", "updated_at")
    ordering = ("-updated_at",)
