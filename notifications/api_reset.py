"""Asking for a mailed link to a new password."""

from django.utils.translation import get_language
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.addresses import client_address
from accounts.api import OpenView
from core import errors
from core.api.fields import StrictSerializer, TextField
from core.api.schema import describe

from . import examples, password_reset


class ResetWishSerializer(StrictSerializer):
    """Whose password was forgotten."""

    username = TextField(max_length=150)


class PasswordReset(OpenView):
    """A link to a new password, mailed."""

    @describe(
        id="accounts_password_reset",
        summary="Have a link to a new password mailed",
        description="It goes to the e-mail addresses that the person has verified. The answer is the same for a name "
        "that nobody has, for somebody without such an address, and where the service sends no mail.",
        request=ResetWishSerializer,
        answers={202: None},
        errors=[errors.TooManyAttempts],
        public=True,
        examples=[examples.TO_RESET],
    )
    def post(self, request: Request) -> Response:
        wish = self.body(ResetWishSerializer)
        password_reset.ask(**wish, address=client_address(request), language=get_language() or "ko")
        return Response(status=202)
