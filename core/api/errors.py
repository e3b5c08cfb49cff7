"""One shape for every error under /api/: that of drf-standardized-errors, in the reader's language."""

import logging

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from drf_standardized_errors.handler import ExceptionHandler
from rest_framework import exceptions, status

from core import errors

from . import BEARER_CHALLENGE

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5
STATUSES: dict[type[errors.DomainError], int] = {
    errors.Invalid: status.HTTP_400_BAD_REQUEST,
    errors.Unauthenticated: status.HTTP_401_UNAUTHORIZED,
    errors.NotFound: status.HTTP_404_NOT_FOUND,
    errors.Conflict: status.HTTP_409_CONFLICT,
    errors.Unprocessable: status.HTTP_422_UNPROCESSABLE_ENTITY,
    errors.TooMany: status.HTTP_429_TOO_MANY_REQUESTS,
}


def status_of(error: type[errors.DomainError]) -> int:
    """Return the HTTP status of a domain error's kind."""
    return next(STATUSES[kind] for kind in error.__mro__ if kind in STATUSES)


class Unavailable(exceptions.APIException):
    """The database is away or all its connections are taken."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_code = "unavailable"
    wait = RETRY_SECONDS

    def __init__(self) -> None:
        super().__init__(_("The service is busy. Try again in a moment."))


class Collision(exceptions.APIException):
    """Another request changed the same thing first, and the database let one win."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"

    def __init__(self) -> None:
        super().__init__(_("Something changed at the same moment. Try again."))


class Refused(exceptions.APIException):
    """A domain error that is not about a field, on its way out."""

    def __init__(self, error: errors.DomainError) -> None:
        super().__init__(_(error.text).format(**error.params), error.code)
        self.status_code = status_of(type(error))
        self.wait = error.retry_after if isinstance(error, errors.TooMany) else None
        self.auth_header = BEARER_CHALLENGE if isinstance(error, errors.Unauthenticated) else None


def invalid(error: errors.Invalid) -> exceptions.ValidationError:
    """Return the validation error that names the field."""
    detail = exceptions.ErrorDetail(_(error.text).format(**error.params), error.code)
    return exceptions.ValidationError({error.attr: [detail]} if error.attr else [detail])


class ErrorHandler(ExceptionHandler):
    """Maps the domain's errors, and a database that cannot answer, to the API's."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        match exc:
            case errors.Invalid():
                return invalid(exc)
            case errors.DomainError():
                return Refused(exc)
            case OperationalError():
                logger.warning("the database cannot answer: %s", type(exc.__cause__ or exc).__name__)
                return Unavailable()
            case IntegrityError():
                logger.warning("conflict in the database: %s", type(exc.__cause__ or exc).__name__)
                return Collision()
            case exceptions.UnsupportedMediaType():
                exc.detail = exceptions.ErrorDetail(
                    _("Send JSON, with Content-Type: application/json."), exc.default_code
                )
            case UnreadablePostError():
                return exceptions.ParseError(_("The body ended early."))
        return super().convert_known_exceptions(exc)


def error_response(code: str, detail: str, status_code: int, *, attr: str | None = None) -> JsonResponse:
    """Return an error in the API's shape, for places where DRF is not at work."""
    kind = "server_error" if status_code >= 500 else "validation_error" if attr else "client_error"
    body = {"type": kind, "errors": [{"code": code, "detail": detail, "attr": attr}]}
    return JsonResponse(body, status=status_code, json_dumps_params={"ensure_ascii": False})


def is_api(request: HttpRequest) -> bool:
    """Tell whether a path lies under /api/, however its slashes are written."""
    return request.path_info.strip("/").partition("/")[0] == "api"


def bad_request() -> JsonResponse:
    """Return the answer to what cannot be read."""
    return error_response("bad_request", _("This request is malformed."), 400)


def forbidden() -> JsonResponse:
    """Return the answer to what is not allowed."""
    return error_response("permission_denied", _("Not allowed."), 403)


def not_found() -> JsonResponse:
    """Return the answer for an address with nothing behind it."""
    return error_response("not_found", _("Not found."), 404)


def server_error() -> JsonResponse:
    """Return the answer for a fault of ours."""
    return error_response("error", _("Something went wrong on our side."), 500)
