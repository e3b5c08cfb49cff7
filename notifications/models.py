"""Who wants which message when and where, and what became of each."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from categories.models import Category
from core import clock

MINUTES_A_DAY = 24 * 60


def default_thresholds() -> list[int]:
    """Return the parts of a budget, in percent, that are worth an alert."""
    return [80, 100]


class Kind(models.TextChoices):
    """What a message is about."""

    MORNING = "morning"
    EVENING = "evening"
    ALERT = "alert"
    NUDGE = "nudge"
    TEST = "test"
    # About the messages themselves: a channel was switched off.
    NOTICE = "notice"


class Preferences(models.Model):
    """When a person wants which message. Minutes count from midnight where they live. Off until asked for."""

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="message_preferences"
    )
    morning_on = models.BooleanField(default=False)
    morning_at = models.PositiveSmallIntegerField(default=8 * 60)
    evening_on = models.BooleanField(default=False)
    evening_at = models.PositiveSmallIntegerField(default=20 * 60)
    alerts_on = models.BooleanField(default=False)
    alert_thresholds = models.JSONField(default=default_thresholds, help_text="in percent of the budget")
    hide_amounts = models.BooleanField(default=False, help_text="for lock screens")
    silent_weekdays = models.PositiveSmallIntegerField(default=0, help_text="bits: Monday 1, Tuesday 2 … Sunday 64")
    silent_holidays = models.BooleanField(default=False, help_text="public holidays of Korea")

    class Meta:
        verbose_name_plural = "preferences"
        constraints = [
            models.CheckConstraint(condition=Q(morning_at__lt=MINUTES_A_DAY), name="preferences_morning_at"),
            models.CheckConstraint(condition=Q(evening_at__lt=MINUTES_A_DAY), name="preferences_evening_at"),
            models.CheckConstraint(condition=Q(silent_weekdays__lt=128), name="preferences_silent_weekdays"),
        ]
        # "Who wants a message at this hour?", every minute: those who asked for none are not in it.
        indexes = [
            models.Index(fields=["morning_at"], name="morning_due", condition=Q(morning_on=True)),
            models.Index(fields=["evening_at"], name="evening_due", condition=Q(evening_on=True)),
        ]

    def __str__(self) -> str:
        return f"preferences of {self.owner_id}"


class Channel(models.Model):
    """A way to a person. Addresses and tokens are kept encrypted in `target` and shown masked."""

    class Type(models.TextChoices):
        INBOX = "inbox"
        EMAIL = "email"
        DISCORD = "discord"
        SLACK = "slack"
        TELEGRAM = "telegram"
        WEBHOOK = "webhook"
        WEB_PUSH = "web_push"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="channels")
    type = models.CharField(max_length=16, choices=Type.choices)
    label = models.CharField(max_length=64, blank=True)
    target = models.TextField(blank=True, help_text="encrypted JSON: what the channel's type needs to reach its end")
    is_on = models.BooleanField(default=True)
    # Null where nothing has to be verified, or has not been yet: see `is_unverified`.
    verified_at = models.DateTimeField(null=True, blank=True)
    off_reason = models.CharField(max_length=64, blank=True, help_text="why it was switched off, as a code")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner"], condition=Q(type="inbox"), name="one_inbox"),
        ]

    def __str__(self) -> str:
        return f"{self.type} of {self.owner_id}"

    @property
    def is_unverified(self) -> bool:
        """Tell whether it may not be used before its owner has shown that the address is theirs."""
        return self.type == self.Type.EMAIL and self.verified_at is None


class Delivery(models.Model):
    """One message to one channel, and what became of it. This row is the truth; a queue's task only points to it.

    Everybody is due at most once for a kind, a local date and a channel; `subject` tells alerts of one day apart.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        CLAIMED = "claimed"
        SENT = "sent"
        FAILED = "failed"
        # Nobody could be told in time, and late it would only be noise.
        EXPIRED = "expired"

    ACTIVE: ClassVar[tuple[str, ...]] = (State.WAITING, State.CLAIMED)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries", db_index=False)
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="deliveries")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    local_date = models.DateField(help_text="the day it is about, where the owner lives")
    subject = models.CharField(max_length=64, blank=True, help_text="what an alert is about: category:threshold:month")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    due_at = models.DateTimeField()
    useful_until = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(help_text="not before this; while claimed: when the lease runs out")
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(
        max_length=64, blank=True, help_text="a class of error, never what the other side said"
    )

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "kind", "local_date", "channel", "subject"], name="delivered_once"
            ),
            models.CheckConstraint(condition=Q(useful_until__gte=F("due_at")), name="delivery_is_useful_for_a_while"),
        ]
        indexes = [
            # "What is to be sent, or sent again, now?"
            models.Index(
                fields=["next_attempt_at", "id"], name="delivery_to_do", condition=Q(state__in=["waiting", "claimed"])
            ),
            # A person's own list, newest first.
            models.Index(fields=["owner", "-id"], name="deliveries_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.local_date} to {self.owner_id}: {self.state}"


class InboxMessage(models.Model):
    """A message in the app itself."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="inbox", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    delivery = models.OneToOneField(Delivery, models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            # A person's inbox, newest first.
            models.Index(fields=["owner", "-created_at", "-id"], name="inbox_newest"),
            # "How many are unread?", on every look.
            models.Index(fields=["owner", "-created_at", "-id"], name="inbox_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return self.title


class AlertState(models.Model):
    """A threshold that a person's month has passed. It goes when spending falls below again, so that it can come back.

    `category` is null for the whole budget.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    month = models.PositiveIntegerField(help_text="YYYYMM")
    category = models.ForeignKey(Category, models.CASCADE, null=True, blank=True, related_name="+")
    threshold = models.PositiveSmallIntegerField(help_text="in percent")
    passed_at = models.DateTimeField(default=clock.now)
    times = models.PositiveSmallIntegerField(default=1, help_text="how often it was passed, for the alert's subject")
    is_passed = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "month", "category", "threshold"], name="alert_of_category"),
            models.UniqueConstraint(
                fields=["owner", "month", "threshold"], condition=Q(category=None), name="alert_of_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id or 'all'} {self.threshold} % in {self.month}"


class Heartbeat(models.Model):
    """When something last happened beside the server that whoever runs it wants to know of."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
