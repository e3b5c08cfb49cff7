"""A test client that holds every answer, and every accepted request, against the API's own description."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.test.client import FakePayload
from openapi_core import OpenAPI
from openapi_core.contrib.django import DjangoOpenAPIRequest, DjangoOpenAPIResponse
from rest_framework.test import APIClient

from core.api.description import description as generated


@cache
def description() -> OpenAPI:
    """Return the description, made once in a run."""
    return OpenAPI.from_dict(generated())


class ContractClient(APIClient):
    """Django's test client in JSON. `checked=False` is for requests that no description can hold (a wrong path)."""

    default_format = "json"

    def request(self, *, checked: bool = True, **environ: Any) -> Any:
        body = environ["wsgi.input"].read() if "wsgi.input" in environ else b""
        response = super().request(**environ | {"wsgi.input": FakePayload(body)})
        # The view has read the stream; the check reads it again.
        response.wsgi_request._body = body
        if checked and response.status_code not in (404, 405):
            check(response)
        return response


def check(response: Any) -> None:
    request: HttpRequest = response.wsgi_request
    answer = DjangoOpenAPIResponse(response)
    description().validate_response(DjangoOpenAPIRequest(request), answer)
    if response.status_code < 300:
        description().validate_request(DjangoOpenAPIRequest(request))
