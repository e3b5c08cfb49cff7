"""What every page says of messages: how many have not been read."""

from collections.abc import Callable
from functools import cache

from django.http import HttpRequest

from .selectors import unread_count


def unread_messages(request: HttpRequest) -> dict[str, Callable[[], int]]:
    """Return how many messages wait for whoever is logged in. Asked only where a template shows it, once. One query."""

    @cache
    def count() -> int:
        return unread_count(request.user) if request.user.is_authenticated else 0

    return {"unread_messages": count}
