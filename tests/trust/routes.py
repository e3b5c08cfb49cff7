"""Every route that the service has, from its URL configuration."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
PARAMETER = re.compile(r"<(?:[a-z_]+:)?([a-z0-9_]+)>")


@dataclass(frozen=True)
class Route:
    """An address with parameters in angle brackets."""

    pattern: str

    @property
    def parameters(self) -> list[str]:
        return PARAMETER.findall(self.pattern)

    def to(self, **values: Any) -> str:
        """Return the address with these values in it."""
        return "/" + PARAMETER.sub(lambda found: str(values[found[1]]), self.pattern)


def routes() -> list[Route]:
    """Return every route but those of Django's admin, which are its own and for staff."""
    return [Route(pattern) for pattern in sorted(_patterns(get_resolver())) if not pattern.startswith("admin/")]


def _patterns(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        here = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _patterns(one, here)
        else:
            yield here
