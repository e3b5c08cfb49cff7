"""`Authorization: Bearer <access>`: one query tells whether the login lives and who it is."""

from collections.abc import Callable

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from core.api import BEARER_CHALLENGE
from core.errors import TokenInvalid

from . import selectors, tokens
from .models import User
from .selectors import Login
from .tokens import Token


def live_login_of(token: Token) -> Login | None:
    """Return the login that a token speaks of, unless it has ended. One statement."""
    return selectors.live_login(token.sid)


class BearerAuthentication(BaseAuthentication):
    """Authenticates by access token. `request.user` is the user, `request.auth` the login's id.

    `live_login` returns the login that a token speaks of, None where it has ended.
    """

    def __init__(self, live_login: Callable[[Token], Login | None] = live_login_of) -> None:
        self.live_login = live_login

    def authenticate(self, request: Request) -> tuple[User, object] | None:
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        login = self.live_login(tokens.read(token.strip(), tokens.ACCESS))
        if login is None:
            raise TokenInvalid
        if login.user.language:
            # What they chose outranks what their browser says.
            translation.activate(login.user.language)
        return login.user, login.sid

    def authenticate_header(self, request: Request) -> str:
        return BEARER_CHALLENGE


class BearerScheme(OpenApiAuthenticationExtension):
    """The scheme, for the API's description."""

    target_class = "accounts.authentication.BearerAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
