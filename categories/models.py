"""Kinds of spending, shared by plan and fact."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Category(models.Model):
    """A kind of spending. Without an owner it is built in and everyone's."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="categories"
    )
    code = models.CharField(max_length=32)
    label_ko = models.CharField(max_length=64)
    label_en = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField(help_text="plan order")

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="category_code_of_owner"),
            models.UniqueConstraint(fields=["code"], condition=Q(owner=None), name="category_code_built_in"),
        ]

    def __str__(self) -> str:
        return self.code

    def label(self, language: str) -> str:
        """Return the name people read, in Korean unless `language` is English."""
        return self.label_en if language == "en" else self.label_ko
