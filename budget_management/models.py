"""The plan: what may be spent, by month and category."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from categories.models import Category
from core import clock


class MonthPlan(models.Model):
    """A month that has a plan of its own, even an empty one. A month without one uses the nearest earlier plan."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="plans", db_index=False)
    month = models.PositiveIntegerField(help_text="YYYYMM")
    updated_at = models.DateTimeField(default=clock.now)
    total = models.BigIntegerField(null=True, help_text="what its lines add up to; null where nobody has added them up")

    class Meta:
        constraints = [
            # Also the index for "the newest plan not after this month".
            models.UniqueConstraint(fields=["owner", "month"], name="plan_of_month"),
            models.CheckConstraint(condition=Q(month__range=(189912, 299912)), name="plan_month_known"),
        ]
        # "Has any plan changed since?", for the averages.
        indexes = [models.Index(fields=["updated_at"], name="plan_changes")]

    def __str__(self) -> str:
        return f"{self.month}"


class BudgetLine(models.Model):
    """What a plan gives a category. Amounts in minor units."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="budget_lines", db_index=False)
    plan = models.ForeignKey(MonthPlan, models.CASCADE, related_name="lines")
    category = models.ForeignKey(Category, models.RESTRICT, related_name="+", db_index=False)
    amount = models.BigIntegerField()
    fixed_amount = models.BigIntegerField(default=0, help_text="the part that goes out in one piece")

    class Meta:
        constraints = [
            # Led by the owner, as everything that grows, so that tables can be distributed by owner.
            models.UniqueConstraint(fields=["owner", "plan", "category"], name="line_of_category"),
            models.CheckConstraint(condition=Q(amount__range=(0, 10**12)), name="line_amount_known"),
            models.CheckConstraint(
                condition=Q(fixed_amount__gte=0, fixed_amount__lte=F("amount")), name="line_fixed_part"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category_id}: {self.amount}"


class ShareAverage(models.Model):
    """The mean share of a category in everybody's budgets, kept ready."""

    category = models.OneToOneField(Category, models.CASCADE, primary_key=True, related_name="+")
    share_nano = models.BigIntegerField(help_text="in 10⁻⁹ of the total")

    def __str__(self) -> str:
        return f"{self.category_id}: {self.share_nano}"


class ShareRefresh(models.Model):
    """One row: how fresh the averages are, and over how many people."""

    contributors = models.PositiveIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, help_text="the averages were right at this time")

    def __str__(self) -> str:
        return f"{self.contributors} at {self.checked_at}"


class ShareBlock(models.Model):
    """What people of neighbouring ids put into the averages: it stays while none of them changes anything."""

    number = models.BigIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=64, help_text="of whose plans it is")
    contributors = models.PositiveIntegerField()
    sums = models.JSONField(help_text="of their shares, by the category's id")
    computed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}: {self.contributors}"
