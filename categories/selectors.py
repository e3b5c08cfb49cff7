"""Reads about categories."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q

from accounts.models import User

from .models import Category

FIELDS = ("id", "owner_id", "code", "label_ko", "label_en", "position")
# By the unique (owner, code), and for what is built in by the unique (code).
BY_CODE = f"""
    SELECT {", ".join(FIELDS)} FROM categories_category
    WHERE (owner_id IS NULL OR owner_id = %s) AND code IN ({{places}}) ORDER BY position, id
"""


def categories_of(owner: User) -> list[Category]:
    """Return every category the owner can use, in plan order."""
    return list(Category.objects.filter(Q(owner=None) | Q(owner=owner)))


def categories_by_code(owner: User, codes: Sequence[str]) -> dict[str, Category]:
    """Return the owner's categories among `codes`; what is not theirs is not there."""
    if not codes:
        return {}
    places = ", ".join(["%s"] * len(codes))
    with connection.cursor() as cursor:
        cursor.execute(BY_CODE.format(places=places), [owner.pk, *codes])
        rows = cursor.fetchall()
    found = [Category.from_db(connection.alias, FIELDS, row) for row in rows]
    return {category.code: category for category in found}
