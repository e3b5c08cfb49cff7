"""Registration, logins and tokens, and the person's own account."""

from typing import cast
from uuid import UUID

from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from core import errors
from core.api.schema import describe
from core.api.views import ApiView

from . import examples, logins, selectors, serializers, services
from .addresses import client_address
from .passwords import REFUSALS

NO_STORE = {"Cache-Control": "no-store"}


class OpenView(ApiView):
    """A view that needs no login, and minds no stale token."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class Register(OpenView):
    """A new person."""

    @describe(
        id="accounts_register",
        summary="Register with a name and a password",
        description="Averages that others see count this budget and spending until `share_anonymously` is turned off.",
        request=serializers.RegistrationSerializer,
        answers={201: serializers.PersonSerializer},
        examples=[examples.TO_REGISTER, examples.PERSON],
        errors=[
            errors.UsernameNotAllowed,
            errors.UsernameTaken,
            *REFUSALS.values(),
            errors.UnknownTimeZone,
            errors.TooManyAttempts,
        ],
        public=True,
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.RegistrationSerializer)
        user = services.register(**body, address=client_address(request))
        return Response(selectors.settings_of(user), status=201)


class Login(OpenView):
    """A name and a password for a pair of tokens."""

    @describe(
        id="accounts_login",
        summary="Log in",
        request=serializers.LoginSerializer,
        examples=[examples.TO_LOG_IN, examples.TOKENS],
        answers={200: serializers.TokenPairSerializer},
        errors=[errors.WrongCredentials, errors.TooManyAttempts],
        public=True,
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.LoginSerializer)
        pair = logins.log_in(**body, address=client_address(request), user_agent=request.headers.get("User-Agent", ""))
        return Response(pair._asdict(), headers=NO_STORE)


class Refresh(OpenView):
    """A refresh token for the next pair."""

    @describe(
        id="token_refresh",
        summary="Exchange a refresh token for a new pair",
        description="Each refresh token works once. An old one used again ends its login.",
        examples=[examples.REFRESH, examples.TOKENS],
        request=serializers.RefreshSerializer,
        answers={200: serializers.TokenPairSerializer},
        errors=[errors.TokenInvalid],
        public=True,
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.RefreshSerializer)
        pair = logins.refresh(token=body["refresh"], address=client_address(request))
        return Response(pair._asdict(), headers=NO_STORE)


class Logout(ApiView):
    """The end of this login."""

    @describe(
        id="accounts_logout",
        summary="Log out: both tokens of this login stop working",
        request=serializers.RefreshSerializer,
        answers={205: None},
        examples=[examples.REFRESH],
        errors=[errors.WrongRefreshToken],
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.RefreshSerializer)
        logins.log_out(user=self.user, sid=login_of(request), token=body["refresh"], address=client_address(request))
        return Response(status=205)


class Me(ApiView):
    """The person's own settings."""

    @describe(
        id="accounts_me",
        summary="My settings",
        answers={200: serializers.PersonSerializer},
        examples=[examples.PERSON],
    )
    def get(self, request: Request) -> Response:
        return Response(selectors.settings_of(self.user))

    @describe(
        id="accounts_me_update",
        summary="Change my settings",
        request=serializers.SettingsSerializer,
        examples=[examples.TO_SET, examples.PERSON],
        answers={200: serializers.PersonSerializer},
        errors=[errors.UnknownTimeZone, errors.UnknownCurrency, errors.CurrencyInUse],
    )
    def patch(self, request: Request) -> Response:
        body = self.body(serializers.SettingsSerializer)
        return Response(selectors.settings_of(services.update_settings(user=self.user, changes=body)))


class Password(ApiView):
    """The person's password."""

    @describe(
        id="accounts_password",
        summary="Change my password, which ends all my other logins",
        request=serializers.PasswordChangeSerializer,
        examples=[examples.TO_CHANGE_PASSWORD],
        answers={204: None},
        errors=[errors.WrongPassword, *REFUSALS.values(), errors.TooManyAttempts],
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.PasswordChangeSerializer)
        services.change_password(
            user=self.user,
            sid=login_of(request),
            current=body["current_password"],
            new=body["new_password"],
            address=client_address(request),
        )
        return Response(status=204)


class Erase(ApiView):
    """The end of the account."""

    @describe(
        id="accounts_erase",
        summary="Erase my account with everything in it",
        request=serializers.ErasureSerializer,
        examples=[examples.TO_ERASE],
        answers={204: None},
        errors=[errors.WrongPassword, errors.TooManyAttempts],
    )
    def post(self, request: Request) -> Response:
        body = self.body(serializers.ErasureSerializer)
        services.erase(user=self.user, password=body["password"], address=client_address(request))
        return Response(status=204)


class SessionList(ApiView):
    """The person's logins."""

    @describe(
        id="accounts_sessions",
        summary="My logins that still work, newest first",
        answers={200: serializers.SessionSerializer(many=True)},
        examples=[examples.LOGINS],
    )
    def get(self, request: Request) -> Response:
        return Response(selectors.sessions_of(self.user, login_of(request)))


class SessionDetail(ApiView):
    """One of the person's logins."""

    @describe(id="accounts_sessions_end", summary="End one of my logins", answers={204: None}, errors=[errors.NotFound])
    def delete(self, request: Request, sid: str) -> Response:
        logins.end_login(user=self.user, sid=selectors.login_id(sid), address=client_address(request))
        return Response(status=204)


def login_of(request: Request) -> UUID:
    """Return the login that a request came through."""
    return cast(UUID, request.auth)
