"""What passes around every page, and around pages alone: the API keeps no session."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware
from django_htmx.middleware import HtmxMiddleware

from core.api.errors import is_api


class CompressPages(GZipMiddleware):
    """Compresses pages and their assets; answers of the API are small, and their time is counted."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if request.path_info.startswith("/api/"):
            return response
        return super().process_response(request, response)


class _OnPages:
    """A middleware that requests of the API pass by."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if is_api(request):
            return self.get_response(request)
        # The middleware itself comes next in the order of bases.
        around: Any = super()
        return around.__call__(request)


class Languages(_OnPages, LocaleMiddleware):
    """The language that a cookie or the browser asks for; `core.api.middleware` sees to it for the API."""


class Sessions(_OnPages, SessionMiddleware):
    """`request.session`."""


class Common(_OnPages, CommonMiddleware):
    """Our host name, and how long the answer is; `core.api.middleware` sees to both for the API."""


class SignedIn(_OnPages, AuthenticationMiddleware):
    """`request.user`."""


class Messages(_OnPages, MessageMiddleware):
    """What is said once, on the next page."""


class Htmx(_OnPages, HtmxMiddleware):
    """`request.htmx`."""
