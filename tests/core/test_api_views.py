"""What a view under /api/ takes: the query it knows, the methods it has, a body that is right."""

import pytest
from django.utils import translation
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory

from core.api import fields
from core.api.views import ApiView


class ByTaste(fields.QuerySerializer):
    taste = fields.TextField(required=False)


class Cup(fields.StrictSerializer):
    size = fields.WholeNumberField(min_value=3, max_value=9)
    name = fields.TextField(max_length=3, required=False)


class Cups(ApiView):
    authentication_classes = ()
    permission_classes = (AllowAny,)
    queries = {"GET": ByTaste}

    def get(self, request):
        return Response(self.query)

    def post(self, request):
        return Response(self.body(Cup))

    def patch(self, request):
        return Response(self.body(Cup, partial=True))


def ask(method, body=None, query=""):
    request = getattr(APIRequestFactory(), method)(f"/api/cups/{query}", body, format="json")
    return Cups.as_view()(request)


def codes(answer):
    return answer.status_code, [(error["attr"], error["code"]) for error in answer.data["errors"]]


@pytest.mark.parametrize("method", ["get", "head"])
def test_it_has_read_its_query(method):
    assert ask(method, query="?taste=mint").data == {"taste": "mint"}


@pytest.mark.parametrize("method", ["get", "head"])
def test_it_refuses_a_query_that_it_does_not_know(method):
    assert codes(ask(method, query="?colour=red")) == (400, [("colour", "unknown_field")])


def test_a_method_has_a_query_of_its_own():
    assert codes(ask("post", {"size": 5}, query="?taste=mint")) == (400, [("taste", "unknown_field")])


def test_a_method_that_is_not_there_is_told_before_its_query():
    assert codes(ask("put", {}, query="?taste=mint")) == (405, [(None, "method_not_allowed")])


def test_it_returns_a_body_that_is_right():
    assert ask("post", {"size": 5}).data == {"size": 5}


def test_it_refuses_a_body_that_is_wrong():
    assert codes(ask("post", {"size": 2})) == (400, [("size", "min_value")])


def test_each_reader_is_told_in_their_own_language():
    for language, words in [("en", "no more than 3"), ("ko", "3자까지"), ("en", "no more than 3")]:
        with translation.override(language):
            assert words in ask("post", {"size": 5, "name": "large"}).data["errors"][0]["detail"]


def test_what_was_wrong_once_leaves_nothing_behind():
    assert ask("post", {"size": 2}).status_code == 400
    assert ask("post", {"size": 5, "name": "big"}).data == {"size": 5, "name": "big"}
    assert ask("post", {"size": 5}).data == {"size": 5}


def test_its_serializer_can_be_told_more():
    assert ask("patch", {}).data == {}


class Saucer(fields.StrictSerializer):
    color = fields.TextField(default="white")


class Saucers(Cups):
    def post(self, request):
        return Response(self.body(Saucer))

    def patch(self, request):
        return Response(self.body(Saucer, partial=True))


def test_no_body_at_all_is_not_taken_for_one_of_defaults():
    with translation.override("en"):
        answer = Saucers.as_view()(APIRequestFactory().post("/api/saucers/"))
    [error] = answer.data["errors"]
    assert (answer.status_code, error["code"], error["detail"]) == (400, "parse_error", "A JSON body is expected here.")


def test_an_empty_body_says_that_all_shall_be_as_usual():
    answer = Saucers.as_view()(APIRequestFactory().post("/api/saucers/", {}, format="json"))
    assert answer.data == {"color": "white"}


def test_changing_nothing_needs_no_body():
    answer = Saucers.as_view()(APIRequestFactory().patch("/api/saucers/"))
    assert (answer.status_code, answer.data) == (200, {})


def test_what_is_wrong_with_a_change_is_all_that_is_told_of_it():
    assert codes(ask("patch", {"name": "large"})) == (400, [("name", "max_length")])
