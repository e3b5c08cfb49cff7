"""What browsers may do with an answer: said in every one, whoever gives it."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.middleware.security import SecurityMiddleware

from core.api import NO_PAGE
from core.api.errors import is_api

# Pages that others wrote bring scripts without a nonce, and styles within the page.
BORROWED = ("/admin/", "/api/docs/")
OF_BORROWED = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Headers(CSPMiddleware):
    """Stands around all that answers: on pages our own scripts may run, in what the API says none."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.security = SecurityMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> Any:
        below_api = is_api(request)
        response: Any = self.get_response(request) if below_api else super().__call__(request)
        if request.path_info.startswith(BORROWED):
            response.headers[HEADER] = OF_BORROWED
        elif below_api:
            response.headers[HEADER] = NO_PAGE
        if "X-Content-Type-Options" not in response.headers:
            # Answered before the request came to Django's own.
            self.security.process_response(request, response)
        return response
