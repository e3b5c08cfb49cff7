"""What goes wrong, on pages: beside a field where one is to blame, and else a page that leads on."""

import logging
from collections.abc import Callable

from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from core import errors
from core.pages import text_of

logger = logging.getLogger(__name__)

RETRY_SECONDS = 5


class ErrorPages:
    """Middleware: answers what a view did not catch with a page in the reader's language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for an error of the domain or a database that cannot answer; others are bugs."""
        match exception:
            case errors.NotFound():
                return page(request, 404)
            case errors.TooMany():
                answer = page(request, 429, text_of(exception))
                answer.headers["Retry-After"] = str(exception.retry_after)
                return answer
            case errors.DomainError():
                return page(request, 409 if isinstance(exception, errors.Conflict) else 400, text_of(exception))
            case IntegrityError():
                logger.warning("conflict in the database: %s", type(exception.__cause__ or exception).__name__)
                return page(request, 409)
            case OperationalError():
                logger.warning("the database cannot answer: %s", type(exception.__cause__ or exception).__name__)
                answer = page(request, 503)
                answer.headers["Retry-After"] = str(RETRY_SECONDS)
                return answer
        return None


def page(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Return an error page that says what is so and where to go."""
    return render(request, "web/error.html", {"status": status, "detail": detail}, status=status)
