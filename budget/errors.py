"""Django's error handlers: JSON under /api/, and pages elsewhere."""

from django.http import HttpRequest, HttpResponseBase

from core.api import errors as api
from core.api.errors import is_api
from web import errors as pages


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what cannot be read."""
    return api.bad_request() if is_api(request) else pages.page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what is not allowed."""
    return api.forbidden() if is_api(request) else pages.page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """Answer a form without its token."""
    return pages.page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer for an address with nothing behind it."""
    return api.not_found() if is_api(request) else pages.page(request, 404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Answer for a fault of ours."""
    return api.server_error() if is_api(request) else pages.page(request, 500)
