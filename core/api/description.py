"""Serving the description, at /api/schema/."""

from functools import cache
from threading import Lock
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

_generating = Lock()


@cache
def _generated() -> Any:
    return SchemaGenerator().get_schema(public=True)


def description() -> Any:
    """Return the OpenAPI description, made once: the generator does not bear two threads in it."""
    with _generating:
        return _generated()


class ErrorsInJson(APIView):
    """What goes wrong is told in JSON, whatever the view renders otherwise."""

    http_method_names = ["get", "head"]

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        if response.exception:
            request.accepted_renderer, request.accepted_media_type = JSONRenderer(), JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)


class DescriptionView(ErrorsInJson, SpectacularAPIView):
    """The description as YAML, or as JSON where that is asked for."""

    def _get_schema_response(self, request: Request) -> Response:
        return Response(description())


class DocsView(ErrorsInJson, SpectacularSwaggerSplitView):
    """The description to read and try, with assets of our own origin."""
