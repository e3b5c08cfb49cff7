"""What every operation shares is said once: its refusals, its body's rules, its login."""

from http import HTTPStatus
from types import SimpleNamespace

import pytest
from django.urls import path
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import OpenApiParameter

from core import errors
from core.api import fields, schema
from core.api.views import ApiView

IN_QUERY = [
    "unknown_field",
    "bad_request",
    "repeated",
    "required",
    "blank",
    "invalid",
    "invalid_choice",
    "out_of_range",
]
BOUNDS = ["min_value", "max_value", "min_length", "max_length"]
IN_BODY = ["parse_error", "null", "not_a_list", "empty", "null_characters_not_allowed"]


class Cup(fields.StrictSerializer):
    size = fields.WholeNumberField(min_value=3, max_value=9)


class Saucer(fields.StrictSerializer):
    color = fields.TextField(required=False)


class ByTaste(fields.QuerySerializer):
    taste = fields.TextField(required=False)


def describe(**given):
    said = {"id": "cups_list", "summary": "List cups.", "answers": {200: Cup(many=True)}, "public": True}
    return schema.describe(**said | given)


def cups():
    """Return a view, described as it is made."""

    class Cups(ApiView):
        queries = {"GET": ByTaste}

        @describe(
            description="All of them.",
            errors=[errors.CursorInvalid, errors.PeriodTooLong],
            headers=[OpenApiParameter("Hour", str, OpenApiParameter.HEADER)],
            examples=[schema.example_answer("A cup", {"size": 5})],
        )
        def get(self, request):
            """Not called."""

        @describe(
            id="cups_create",
            answers={201: Cup},
            request=Cup,
            public=False,
            errors=[errors.IdempotencyKeyReused, errors.AlreadyBegun],
            examples=[schema.example_request("A large one", {"size": 9}), schema.example_answer("Made", {"size": 9})],
        )
        def post(self, request):
            """Not called."""

        @describe(id="cups_change", request=Cup, answers={204: None})
        def patch(self, request):
            """Not called."""

        @schema.describe(id="cups_replace", summary="Replace cups.", request=Saucer, answers={200: Cup})
        def put(self, request):
            """Not called."""

    return Cups


@pytest.fixture
def described():
    return SchemaGenerator(patterns=[path("api/large-cups/now/", cups().as_view())]).get_schema(public=True)


@pytest.fixture
def operations(described):
    return described["paths"]["/api/large-cups/now/"]


def codes(operation):
    """The codes of each status that refuses."""
    said = {int(status): answer["description"] for status, answer in operation["responses"].items()}
    return {status: text for status, text in said.items() if status >= 400}


def listed(status, *names):
    return f"{schema.phrase(status)}. Codes: {', '.join(f'`{name}`' for name in names)}."


def test_an_operation_is_named_and_said(operations):
    get = operations["get"]
    assert (get["operationId"], get["summary"], get["description"]) == ("cups_list", "List cups.", "All of them.")


def test_without_a_description_there_is_that_of_the_view(operations):
    assert operations["post"]["description"] == "Not called."


def test_it_stands_under_the_first_word_of_its_path(operations):
    assert operations["get"]["tags"] == ["large cups"]


def test_anybody_may_be_refused_for_a_query(operations):
    assert codes(operations["get"]) == {
        400: listed(400, *IN_QUERY, *BOUNDS, "invalid_cursor", "period_too_long"),
        403: listed(403, "https_required"),
        406: listed(406, "not_acceptable"),
        503: listed(503, "unavailable"),
    }


def test_a_body_and_a_login_may_be_refused_for_more(operations):
    assert codes(operations["post"]) == {
        400: listed(400, *IN_QUERY, *BOUNDS, *IN_BODY),
        401: listed(401, "not_authenticated", "token_not_valid"),
        403: listed(403, "https_required"),
        406: listed(406, "not_acceptable"),
        409: listed(409, "conflict", "already_begun"),
        413: listed(413, "too_large"),
        415: listed(415, "unsupported_media_type"),
        422: listed(422, "idempotency_key_reused"),
        503: listed(503, "unavailable"),
    }


def test_every_refusal_has_the_one_shape(operations):
    shapes = {str(answer["content"]) for status, answer in operations["post"]["responses"].items() if status >= "400"}
    assert len(shapes) == 1
    assert "ErrorAnswer" in shapes.pop()


def test_statuses_stand_in_their_order(operations):
    refused = list(codes(operations["post"]))
    assert refused == sorted(refused)


def test_the_good_answers_are_its_own(operations):
    assert [status for status in operations["post"]["responses"] if status < "400"] == ["201"]
    assert "content" not in operations["patch"]["responses"]["204"]


def test_what_asks_for_no_login_says_so(operations):
    assert "security" not in operations["get"]
    assert operations["post"]["security"] == [{"bearer": []}]


def test_where_nothing_is_said_a_login_is_needed(operations):
    assert operations["put"]["security"] == [{"bearer": []}]
    assert 401 in codes(operations["put"])


def test_its_query_and_its_headers_are_parameters(operations):
    found = {(one["in"], one["name"]) for one in operations["get"]["parameters"]}
    assert found == {("query", "taste"), ("header", "Hour")}
    assert "parameters" not in operations["post"]


def test_a_view_without_queries_has_no_parameters():
    operation = schema.OperationSchema()
    operation.view, operation.method = SimpleNamespace(), "GET"
    assert operation.get_override_parameters() == []


def test_only_a_change_may_leave_its_body_out(operations):
    assert operations["post"]["requestBody"]["required"] is True
    assert operations["put"]["requestBody"]["required"] is True
    assert "required" not in operations["patch"]["requestBody"]
    assert "requestBody" not in operations["get"]


def test_unknown_fields_are_refused_in_what_is_sent_only(described):
    shapes = described["components"]["schemas"]
    assert shapes["CupRequest"]["additionalProperties"] is False
    assert "additionalProperties" not in shapes["Cup"]


def test_a_whole_number_has_its_bounds(described):
    assert described["components"]["schemas"]["Cup"]["properties"]["size"] == {
        "type": "integer",
        "minimum": 3,
        "maximum": 9,
    }


def test_examples_stand_where_they_belong(operations):
    sent = operations["post"]["requestBody"]["content"]["application/json"]["examples"]
    made = operations["post"]["responses"]["201"]["content"]["application/json"]["examples"]
    read = operations["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert [one["value"] for one in sent.values()] == [{"size": 9}]
    assert [one["value"] for one in made.values()] == [{"size": 9}]
    assert [one["value"] for one in read.values()] == [[{"size": 5}]]
    assert (list(sent), list(made), list(read)) == (["ALargeOne"], ["Made"], ["ACup"])


def test_no_refusal_has_a_good_answers_example(operations):
    refused = [answer for status, answer in operations["post"]["responses"].items() if status >= "400"]
    assert all("Made" not in answer["content"]["application/json"].get("examples", {}) for answer in refused)


@pytest.mark.parametrize(
    ("status", "name"),
    [(413, "Content Too Large"), (422, "Unprocessable Content"), (404, HTTPStatus.NOT_FOUND.phrase)],
)
def test_a_status_has_its_name_by_the_rfc(status, name):
    assert schema.phrase(status) == name
