"""The categories to choose from, the most used first."""

from dataclasses import dataclass
from datetime import timedelta

from accounts.models import User
from categories.selectors import categories_of
from core import clock
from expenses.selectors import most_used

USED_WITHIN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Chip:
    """A category to choose with one tap."""

    code: str
    label: str


def chips_of(user: User, language: str) -> list[Chip]:
    """Return every category of a person's, the most used of late first, then in plan order. Two queries."""
    used = {code: place for place, code in enumerate(most_used(user.pk, clock.today(user) - USED_WITHIN))}
    known = sorted(categories_of(user), key=lambda one: (used.get(one.code, len(used)), one.position))
    return [Chip(one.code, one.label(language)) for one in known]
