"""Somebody who has one row of everything, and all rows that are somebody's."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.apps import apps

from accounts.models import AuthSession, User
from categories.models import Category
from core import clock
from notifications import services
from tests.factories import make_expense, make_plan
from tests.notifications.api.asking import HOOK, make_delivery, make_message


@dataclass(frozen=True)
class Household:
    """The ids of what somebody has."""

    owner: User
    login: UUID
    category: str
    expense: int
    channel: int
    message: int


def make_household(owner: User) -> Household:
    """Give somebody a plan, a category of their own, an expense, a webhook, a delivery, a message and a login."""
    own = Category.objects.create(owner=owner, code="cats", label_ko="고양이", label_en="Cats", position=5)
    make_plan(owner, food=300_000, housing=(700_000, 550_000))
    channel = services.add_channel(owner=owner, type="webhook", label="Home", target={"url": HOOK}).channel
    make_delivery(channel)
    login = AuthSession.objects.create(user=owner, expires_at=clock.now().replace(year=2027))
    expense, message = make_expense(owner, memo="비밀"), make_message(owner)
    return Household(owner, login.pk, own.code, expense.pk, channel.pk, message.pk)


def rows_of(owner: User) -> dict[str, list[dict[str, Any]]]:
    """Return every row that is somebody's, of whatever model has an owner or a user."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                found[f"{model._meta.label}.{field.name}"] = list(model.objects.filter(**{field.name: owner}).values())
    return found | {"accounts.User": list(User.objects.filter(pk=owner.pk).values())}
