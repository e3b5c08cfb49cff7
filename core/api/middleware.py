"""What every request under /api/ passes before its view."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from . import announced_length
from .errors import bad_request, error_response

# Django stops at 1,000 too, with an HTML page.
MOST_PARAMETERS = 1_000


class ApiManners:
    """Answers /api/ in the language asked for, and gives each path one spelling; refuses what no view could read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Pages keep a login and a language in cookies; the API takes none.
        request.COOKIES = {}
        translation.activate(translation.get_language_from_request(request))
        response: HttpResponseBase | None = _refused(request)
        if response is None:
            _canonical_path(request)
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ["Accept-Language"])
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
        return response


def _refused(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to what no view could read, or is not for us."""
    try:
        request.get_host()
    except DisallowedHost:
        return bad_request()
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        # A redirect would have clients go on sending their tokens in the clear, and never notice.
        return error_response("https_required", _("Use https: what comes by http can be read on its way."), 403)
    if not _is_text(request):
        return error_response("bad_request", _("The address is not UTF-8 text."), 400)
    if request.META.get("QUERY_STRING", "").count("&") >= MOST_PARAMETERS:
        return error_response("bad_request", _("Too many query parameters."), 400)
    if announced_length(request.META) > settings.LARGEST_BODY:
        detail = _("The body may have at most {bytes} bytes.").format(bytes=f"{settings.LARGEST_BODY:,}")
        return error_response("too_large", detail, 413)
    if request.META.get("harumok.body_cut"):
        return error_response("parse_error", _("The body ended early."), 400)
    return None


def _is_text(request: HttpRequest) -> bool:
    """Tell whether path and query, decoded, are UTF-8 without NUL (and so without surrogates)."""
    # Django has put back the percent signs of bytes in the path that it could not decode.
    raw = unquote_to_bytes(request.path_info) + unquote_to_bytes(request.META.get("QUERY_STRING", ""))
    try:
        return b"\0" not in raw and bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _canonical_path(request: HttpRequest) -> None:
    """Fold doubled slashes (the brief writes two) and a missing last one: no redirect, which would lose a body."""
    path = "/" + "/".join(part for part in request.path_info.split("/") if part) + "/"
    request.path_info = path
