"""What staff see of people: who there is and who may enter, never a password, never a token."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from . import services
from .models import AuthSession, User

if TYPE_CHECKING:
    OfUser = admin.ModelAdmin[User]
    OfLogin = admin.ModelAdmin[AuthSession]
else:
    # Django's own takes no type in brackets.
    OfUser = OfLogin = admin.ModelAdmin


@admin.register(User)
class UserAdmin(OfUser):
    """People. Only whether they may enter can be changed; people erase themselves."""

    list_display = ("username", "email", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff")
    search_fields = ("username",)
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
class AuthSessionAdmin(OfLogin):
    """Logins, to look at."""

    list_display = ("id", "user", "created_at", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("user",)
    search_fields = ("user__username",)
    fields = ("id", "user", "created_at", "last_used_at", "expires_at", "revoked_at", "user_agent")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuthSession | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuthSession | None = None) -> bool:
        return False
