"""Reads about categories."""

from collections.abc import Sequence

from django.db.models import Q

from accounts.models import User

from .models import Category


def categories_of(owner: User) -> list[Category]:
    """Return every category the owner can use, in plan order."""
    return list(Category.objects.filter(Q(owner=None) | Q(owner=owner)))


def categories_by_code(owner: User, codes: Sequence[str]) -> dict[str, Category]:
    """Return the owner's categories among `codes`; what is not theirs is not there."""
    found = Category.objects.filter(Q(owner=None) | Q(owner=owner), code__in=codes)
    return {category.code: category for category in found}
