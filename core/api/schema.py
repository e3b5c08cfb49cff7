"""The API's description of itself: what every operation shares is said once, here."""

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from core.errors import DomainError

from .errors import status_of
from .fields import StrictSerializer
from .serializers import ErrorAnswer

# What any field of a query or body may be refused with.
REFUSALS = (
    "unknown_field", "bad_request", "repeated", "required", "blank", "invalid", "invalid_choice", "out_of_range",
    "min_value", "max_value", "min_length", "max_length",
)  # fmt: skip
# Names by RFC 9110 that Python has since 3.13 only.
RENAMED = {413: "Content Too Large", 422: "Unprocessable Content"}
F = TypeVar("F", bound=Callable[..., Any])


class OperationSchema(AutoSchema):
    """Takes query parameters from the view's `queries`, and says where unknown fields are refused."""

    def get_override_parameters(self) -> list[Any]:
        query = getattr(self.view, "queries", {}).get(self.method)
        return [query] if query else []

    def get_tags(self) -> list[str]:
        return [self._tokenize_path()[0].replace("-", " ")]

    def _get_request_body(self, direction: str = "request") -> Any:
        body = AutoSchema._get_request_body(self, direction)
        if body and self.method != "PATCH":
            # A change may be empty; nothing else may, though no field of its body is required.
            body["required"] = True
        return body

    def _postprocess_serializer_schema(self, schema: Any, serializer: Any, direction: str) -> Any:
        schema = AutoSchema._postprocess_serializer_schema(self, schema, serializer, direction)
        if direction == "request" and isinstance(serializer, StrictSerializer):
            schema["additionalProperties"] = False
        return schema


class WholeNumberSchema(OpenApiSerializerFieldExtension):
    """Bounds of whole numbers, for the description."""

    target_class = "core.api.fields.WholeNumberField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.target.min_value, "maximum": self.target.max_value}


def describe(
    *,
    id: str,
    summary: str,
    answers: Mapping[int, Any],
    request: Any = None,
    description: str = "",
    errors: Iterable[type[DomainError]] = (),
    public: bool = False,
    headers: Iterable[OpenApiParameter] = (),
    examples: Iterable[OpenApiExample] = (),
) -> Callable[[F], F]:
    """Describe an operation: its own answers and codes beside those that every operation can give.

    `answers` maps a status to a serializer (None: no body); `errors` are the domain errors it may raise.
    """
    codes = _common_codes(has_body=request is not None, public=public)
    for error in errors:
        codes.setdefault(status_of(error), []).append(error.code)
    responses: dict[int, Any] = dict(answers)
    for status, names in sorted(codes.items()):
        text = f"{phrase(status)}. Codes: {', '.join(f'`{name}`' for name in names)}."
        responses[status] = OpenApiResponse(ErrorAnswer, description=text)
    return extend_schema(
        operation_id=id,
        summary=summary,
        description=description or None,
        request=request,
        responses=responses,
        parameters=list(headers),
        auth=[] if public else None,
        examples=list(examples),
    )


def phrase(status: int) -> str:
    """Return a status's name by RFC 9110, the same on every Python."""
    return RENAMED.get(status) or HTTPStatus(status).phrase


def example_request(name: str, value: Any) -> OpenApiExample:
    """Return a body that an operation takes."""
    return OpenApiExample(name, value, request_only=True)


def example_answer(name: str, value: Any) -> OpenApiExample:
    """Return a body that an operation answers with where all is well; of a list, one row, which becomes a list."""
    return OpenApiExample(name, value, response_only=True)


def _common_codes(*, has_body: bool, public: bool) -> dict[int, list[str]]:
    codes = {400: [*REFUSALS], 403: ["https_required"], 406: ["not_acceptable"], 503: ["unavailable"]}
    if not public:
        codes[401] = ["not_authenticated", "token_not_valid"]
    if has_body:
        codes[400] += ["parse_error", "null", "not_a_list", "empty", "null_characters_not_allowed"]
        codes |= {409: ["conflict"], 413: ["too_large"], 415: ["unsupported_media_type"]}
    return codes
