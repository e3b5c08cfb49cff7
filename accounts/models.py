"""Who: people, their settings, and their logins."""

import unicodedata
import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import clock


def username_key(username: str) -> str:
    """Return what makes a name unique: its compatibility form (NFKC), casefolded."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())


class UserManager(BaseUserManager["User"]):
    """Finds people by their folded name."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username_key=username_key(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person and the settings their numbers depend on."""

    username = models.CharField(_("name"), max_length=150)
    username_key = models.CharField(max_length=450, unique=True, editable=False)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    date_joined = models.DateTimeField(default=clock.now)

    language = models.CharField(max_length=2, null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="Asia/Seoul")
    currency = models.CharField(max_length=3, default="KRW")
    month_start_day = models.PositiveSmallIntegerField(default=1)
    rounding_unit = models.PositiveIntegerField(default=100, help_text="in minor units of the currency")
    floor_percent = models.PositiveSmallIntegerField(default=30)
    share_anonymously = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(month_start_day__range=(1, 31)), name="user_month_start_day"),
            models.CheckConstraint(condition=Q(rounding_unit__range=(1, 1_000_000)), name="user_rounding_unit"),
            models.CheckConstraint(condition=Q(floor_percent__range=(0, 100)), name="user_floor_percent"),
        ]

    def __str__(self) -> str:
        return self.username


class LoginQuerySet(models.QuerySet["AuthSession"]):
    """Logins by whether they still work."""

    def live(self) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=clock.now(), last_used_at__gt=_idle_since())

    def ended(self) -> Self:
        """Return all others, each known by its own row: looking for it among the live ones takes quadratic time."""
        out_of_time = Q(expires_at__lte=clock.now()) | Q(last_used_at__lte=_idle_since())
        return self.filter(Q(revoked_at__isnull=False) | out_of_time)


def _idle_since() -> datetime:
    return clock.now() - timedelta(days=settings.LOGIN_IDLE_DAYS)


class AuthSession(models.Model):
    """A login. Its tokens carry the id; they live as long as the row says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="logins")
    created_at = models.DateTimeField(default=clock.now)
    last_used_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(help_text="rotation does not move this")
    revoked_at = models.DateTimeField(null=True, blank=True)
    refresh_hash = models.CharField(
        max_length=64, help_text="SHA-256 of the current refresh token; empty for a login on pages, which has none"
    )
    previous_refresh_hash = models.CharField(max_length=64, blank=True)
    rotated_at = models.DateTimeField(null=True, blank=True)
    user_agent = models.CharField(max_length=200, blank=True)

    objects: ClassVar[models.Manager["AuthSession"]] = LoginQuerySet.as_manager()

    def __str__(self) -> str:
        return f"login {self.id}"


class Attempts(models.Model):
    """The newest attempts of one name or address, as times: what the login limit counts."""

    key = models.CharField(
        primary_key=True, max_length=64, help_text="a hash of what is limited, never the name itself"
    )
    stamps = models.TextField(help_text="times in microseconds, 17 characters each, oldest first")
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return self.key[:8]
