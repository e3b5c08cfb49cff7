"""Sees every request: gives it an id, and says how it went to whoever wants to know."""

import os
import re
from collections.abc import Callable
from contextvars import ContextVar
from time import perf_counter
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

# Takes the request, its answer, and how many seconds it took.
Report = Callable[[HttpRequest, HttpResponseBase, float], None]

HEADER = "X-Request-ID"
# When a request came to a server that has it wait for a place to be worked at, which is a part of how long it took.
CAME = "harumok.came"
SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{7,63}", re.ASCII)
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
STATIC, UNKNOWN, OTHER = "static", "unknown", "other"


class Current(NamedTuple):
    """The request that is being answered."""

    request: HttpRequest
    id: str


current: ContextVar[Current | None] = ContextVar("current request", default=None)


class Observer:
    """Stands around all that answers requests, but for the probes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.reports: list[Report] = [import_string(name) for name in settings.REQUEST_REPORTS]

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        started = request.META.get(CAME) or perf_counter()
        seen = Current(request, _id_of(request))
        token = current.set(seen)
        try:
            response = self.get_response(request)
            response[HEADER] = seen.id
            seconds = perf_counter() - started
            for report in self.reports:
                report(request, response, seconds)
        finally:
            current.reset(token)
        return response


def _id_of(request: HttpRequest) -> str:
    """Return the id that our proxy gave, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID") if settings.TRUSTED_PROXIES else None
    return given if given and SANE_ID.fullmatch(given) else os.urandom(16).hex()


def method_of(request: HttpRequest) -> str:
    """Return the method, of which there are few: anybody may send others."""
    return request.method if request.method in METHODS else OTHER


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address: no ids, no links' tokens, and one name for all that leads nowhere."""
    if request.resolver_match:
        return f"/{request.resolver_match.route}"
    return STATIC if request.path_info.startswith(settings.STATIC_URL) else UNKNOWN


def user_id_of(request: HttpRequest) -> int | None:
    """Return who asks, as far as that is known without asking the database."""
    user = vars(request).get("user")
    if isinstance(user, SimpleLazyObject):
        # A session's, which is looked up when somebody needs it; here, nobody does.
        user = vars(request).get("_cached_user")
    return getattr(user, "pk", None)
