"""`Authorization: Bearer <access>`: one query tells whether the login lives and who it is."""

from django.utils import translation
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from core.api import BEARER_CHALLENGE
from core.errors import TokenInvalid

from . import selectors, tokens
from .models import User


class BearerAuthentication(BaseAuthentication):
    """Authenticates by access token. `request.user` is the user, `request.auth` the login's id."""

    def authenticate(self, request: Request) -> tuple[User, object] | None:
        scheme, _, token = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        login = self.live_login(tokens.read(token.strip(), tokens.ACCESS), request)
        if login is None:
            raise TokenInvalid
        if login.user.language:
            # What they chose outranks what their browser says.
            translation.activate(login.user.language)
        return login.user, login.sid

    def live_login(self, token: tokens.Token, request: Request) -> selectors.Login | None:
        """Return the login that a token speaks of, unless it has ended. One statement."""
        return selectors.live_login(token.sid)

    def authenticate_header(self, request: Request) -> str:
        return BEARER_CHALLENGE


class BearerScheme(OpenApiAuthenticationExtension):
    """The scheme, for the API's description."""

    target_class = "accounts.authentication.BearerAuthentication"
    match_subclasses = True
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
