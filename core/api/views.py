"""The base of every JSON view."""

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.request import Request
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from .fields import QuerySerializer


class NoQuery(QuerySerializer):
    """No query parameter at all."""


class ApiView(APIView):
    """A view that refuses query parameters it does not know; `queries` names the serializer of each method."""

    http_method_names = ["get", "post", "put", "patch", "delete", "head"]
    queries: ClassVar[dict[str, type[QuerySerializer]]] = {}
    query: dict[str, Any]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method.lower() not in self.http_method_names or not hasattr(self, method.lower()):
            # Before the query is read, which has no meaning for a method that is not there.
            self.http_method_not_allowed(request)
        self.query = _parameters(self.queries.get(method, NoQuery), request.query_params)

    @property
    def user(self) -> Any:
        """Return who is asking; `Any`, because the user model is above this room."""
        return self.request.user

    def body(self, serializer_class: type[BaseSerializer[Any]], **kwargs: Any) -> Any:
        """Return the validated body. Raises ValidationError (400)."""
        validated = _validated(serializer_class, self.request.data, **kwargs)
        if self.request.stream is None and self.request.method != "PATCH":
            # No body would replace everything by its default; `{}` says so on purpose.
            raise ParseError(_("A JSON body is expected here."))
        return validated


def _parameters(serializer_class: type[QuerySerializer], given: QueryDict) -> dict[str, Any]:
    """Return the validated parameters. Raises ValidationError (400)."""
    if not given and (usual := _without_any(serializer_class)) is not None:
        return usual.copy()
    validated: dict[str, Any] = _validated(serializer_class, given)
    return validated


@cache
def _without_any(serializer_class: type[QuerySerializer]) -> dict[str, Any] | None:
    """Return what no parameter at all comes to, worked out once; None where one is required."""
    with suppress(ValidationError):
        usual: dict[str, Any] = _result(serializer_class(data=QueryDict()))
        return usual
    return None


def _validated(serializer_class: Callable[..., BaseSerializer[Any]], given: Any, **kwargs: Any) -> Any:
    """Return what a serializer makes of what was given. Raises ValidationError (400)."""
    with suppress(ValidationError):
        return _kept(serializer_class, **kwargs).run_validation(given)
    # A field writes some of its messages once, in the language of that moment: what is wrong is told by fields of this
    # request's own.
    return _result(serializer_class(data=given, **kwargs))


def _result(serializer: BaseSerializer[Any]) -> Any:
    serializer.is_valid(raise_exception=True)
    return serializer.validated_data


@cache
def _kept(serializer_class: Callable[..., BaseSerializer[Any]], **kwargs: Any) -> BaseSerializer[Any]:
    """Return a serializer for every request: making one copies all its fields, which takes longer than its work."""
    return serializer_class(**kwargs)
