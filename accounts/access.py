"""Who is looking at a page: Django's session names a login, which lives in the same table as those with tokens."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, resolve_url
from django.utils import translation
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from core import clock

from . import logins, selectors
from .addresses import client_address
from .models import User

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

# Where Django's session keeps the login, and when that was last noted as used.
LOGIN, NOTED = "login", "login_noted"
NOTE_EVERY = timedelta(hours=1)
DAY = 86_400
HOME = "/"

P = ParamSpec("P")


class PageRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: User
    login_id: UUID
    htmx: "HtmxDetails"


def signed_in(
    view: Callable[Concatenate[PageRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Return the view for people who are logged in: anybody else is sent to log in, out of a fragment, too."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(cast(PageRequest, request), *args, **kwargs) if recognise(request) else to_login(request)
        add_never_cache_headers(response)
        response.headers["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["HX-Request", "Cookie"])
        return response

    return guarded


def recognise(request: HttpRequest) -> bool:
    """Put the person and their login on the request, and their language in force; False where there is none."""
    if hasattr(request, "login_id"):
        return True
    named = request.session.get(LOGIN)
    login = selectors.live_login(UUID(named)) if named else None
    if login is None:
        return False
    request = cast(PageRequest, request)
    request.user, request.login_id = login
    if login.user.language:
        translation.activate(login.user.language)
        request.LANGUAGE_CODE = login.user.language
    _note_use(request)
    return True


def begin(request: HttpRequest, user: User) -> None:
    """Log somebody in whose password was checked. Raises WrongCredentials if it has changed since."""
    login = logins.begin_on_pages(
        user=user, address=client_address(request), user_agent=request.headers.get("User-Agent", "")
    )
    # Nothing of who was here before, and an id that nobody could have planted.
    request.session.flush()
    rotate_token(request)
    request.session[LOGIN] = str(login.id)
    request.session[NOTED] = clock.now().timestamp()
    request.session.set_expiry(settings.LOGIN_MOST_DAYS * DAY)


def end(request: PageRequest) -> None:
    """Log somebody out: the login ends, and the session with it."""
    logins.end_login(user=request.user, sid=request.login_id, address=client_address(request))
    request.session.flush()


def to_login(request: HttpRequest) -> HttpResponse:
    """Return the way to the login page and back; htmx is told to take the whole page there."""
    fragment = request.headers.get("HX-Request") == "true"
    if fragment:
        here = request.headers.get("HX-Current-URL", "")
    else:
        # A form leads back to the page that it stands on.
        here = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
    back = safe_next(request, here)
    address = resolve_url("login") + (f"?{urlencode({'next': back})}" if back != HOME else "")
    return HttpResponseClientRedirect(address) if fragment else redirect(address)


def safe_next(request: HttpRequest, address: str) -> str:
    """Return the path where somebody wants to go, or the home page where that is not on our site."""
    if not url_has_allowed_host_and_scheme(address, {request.get_host()}):
        return HOME
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl() or HOME


def _note_use(request: PageRequest) -> None:
    noted = datetime.fromtimestamp(request.session.get(NOTED, 0), tz=clock.now().tzinfo)
    if clock.now() - noted >= NOTE_EVERY:
        logins.keep(sid=request.login_id)
        request.session[NOTED] = clock.now().timestamp()
