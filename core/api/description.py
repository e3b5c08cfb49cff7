"""Serving the description, at /api/schema/."""

from functools import cache
from threading import Lock
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView
from rest_framework.request import Request
from rest_framework.response import Response

_generating = Lock()


@cache
def _generated() -> Any:
    return SchemaGenerator().get_schema(public=True)


def description() -> Any:
    """Return the OpenAPI description, made once: the generator does not bear two threads in it."""
    with _generating:
        return _generated()


class DescriptionView(SpectacularAPIView):
    """The description as YAML, or as JSON where that is asked for."""

    def _get_schema_response(self, request: Request) -> Response:
        name = SpectacularAPIView._get_filename(self, request, None)
        return Response(description(), headers={"Content-Disposition": f'inline; filename="{name}"'})
