"""The fact: what was spent, on which day, counted or not."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from categories.models import Category
from core import clock


class Expense(models.Model):
    """Money spent. The amount is in minor units; the day is a plain date in the owner's time zone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="expenses", db_index=False)
    category = models.ForeignKey(Category, models.RESTRICT, related_name="+", db_index=False)
    amount = models.BigIntegerField()
    spent_on = models.DateField()
    memo = models.CharField(max_length=500, blank=True)
    memo_folded = models.CharField(
        max_length=1500, blank=True, help_text="casefolded for search, alike on every database"
    )
    excluded_from_total = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    # The key stays as long as the row: a retry after days must not spend twice.
    idempotency_key = models.CharField(max_length=255, null=True, editable=False)
    idempotency_fingerprint = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__range=(1, 10**12)), name="expense_amount_known"),
            models.UniqueConstraint(fields=["owner", "idempotency_key"], name="expense_idempotency_key"),
        ]
        # Every list and every sum is one owner's, over days.
        indexes = [models.Index(fields=["owner", "spent_on", "id"], name="expense_of_day")]

    def __str__(self) -> str:
        return f"{self.spent_on}"


class CreationReply(models.Model):
    """The answer to a creation that carried an Idempotency-Key, to be given again for 48 hours, word for word."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of the parsed body")
    body = models.TextField(help_text="the answer's JSON")
    created_at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        verbose_name_plural = "creation replies"
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="reply_of_key")]

    def __str__(self) -> str:
        return self.key
