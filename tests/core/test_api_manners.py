"""What every request under /api/ passes before its view, with a view that tells what came through."""

import json

import pytest
from django.http import HttpResponse
from django.utils import translation

from core.api import middleware


@pytest.fixture
def through(rf):
    """Send a request through the manners, and return the answer; 200 with what the view saw where it came to one."""

    def view(request):
        seen = [request.path_info, request.META.get("QUERY_STRING"), request.COOKIES, translation.get_language()]
        return HttpResponse(json.dumps(seen))

    rf.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    with translation.override("ko"):
        yield middleware.ApiManners(view)


def refusal(answer):
    [error] = json.loads(answer.content)["errors"]
    return answer.status_code, error["code"], error["detail"]


@pytest.mark.parametrize(
    ("path", "seen"),
    [
        ("/api/budget", "/api/budget/"),
        ("//api///budget//", "/api/budget/"),
        ("/api/", "/api/"),
        ("/api", "/api/"),
    ],
)
def test_the_view_sees_one_spelling_of_each_path(rf, through, path, seen):
    request = rf.get("/")
    request.path_info = path
    assert json.loads(through(request).content)[0] == seen


def test_the_api_takes_no_cookies_and_no_language_from_them(rf, through):
    rf.cookies["django_language"] = "en"
    seen = json.loads(through(rf.get("/api/", headers={"Accept-Language": "ko"})).content)
    assert seen[2:] == [{}, "ko"]


def test_the_answer_says_in_which_language_it_is(rf, through):
    answer = through(rf.get("/api/"))
    assert (answer["Content-Language"], answer["Vary"]) == ("en", "Accept-Language")


def test_the_answer_says_how_long_it_is(rf, through):
    answer = through(rf.get("/api/"))
    assert int(answer["Content-Length"]) == len(answer.content)


def test_no_host_but_ours_is_answered(rf, through, settings):
    settings.ALLOWED_HOSTS = ["budget.example.org"]
    assert through(rf.get("/api/", headers={"Host": "budget.example.org"})).status_code == 200
    answer = through(rf.get("/api/", headers={"Host": "elsewhere.example.org"}))
    assert refusal(answer) == (400, "bad_request", "This request is malformed.")
    assert (answer["Content-Language"], answer["Vary"]) == ("en", "Accept-Language")


@pytest.mark.parametrize("query", ["a=%ff", "a=%00", "%ed%a0%80=1"])
def test_it_says_that_an_address_is_not_text(rf, through, query):
    answer = through(rf.get("/api/", QUERY_STRING=query))
    assert refusal(answer) == (400, "bad_request", "The address is not UTF-8 text.")


@pytest.mark.parametrize(("parameters", "status"), [(1_000, 200), (1_001, 400)])
def test_it_counts_parameters_before_django_does(rf, through, parameters, status):
    answer = through(rf.get("/api/", QUERY_STRING="&".join("a" * parameters)))
    assert answer.status_code == status
    if status == 400:
        assert refusal(answer) == (400, "bad_request", "Too many query parameters.")


def test_a_request_without_a_query_passes(rf, through):
    request = rf.get("/api/")
    del request.META["QUERY_STRING"]
    assert through(request).status_code == 200


def test_it_says_how_large_a_body_may_be(rf, through, settings):
    request = rf.post("/api/", b"x" * (settings.LARGEST_BODY + 1), content_type="text/plain")
    assert refusal(through(request)) == (413, "too_large", "The body may have at most 1,000,000 bytes.")


def test_a_body_of_the_largest_size_passes(rf, through, settings):
    request = rf.post("/api/", b"x" * settings.LARGEST_BODY, content_type="text/plain")
    assert through(request).status_code == 200


@pytest.mark.parametrize("length", ["", None, "x", "-1", "٩٩٩٩٩٩٩٩", "²"])
def test_a_length_that_is_none_counts_as_nothing(rf, through, length):
    request = rf.get("/api/")
    request.META["CONTENT_LENGTH"] = length
    assert through(request).status_code == 200


def test_it_says_that_a_body_ended_early(rf, through):
    request = rf.post("/api/", b"{}", content_type="text/plain", **{"harumok.body_cut": True})
    assert refusal(through(request)) == (400, "parse_error", "The body ended early.")


def test_what_comes_by_http_is_refused_where_https_is_meant(rf, through, settings):
    settings.SECURE_SSL_REDIRECT = True
    answer = through(rf.get("/api/"))
    assert refusal(answer) == (403, "https_required", "Use https: what comes by http can be read on its way.")
    assert through(rf.get("/api/", secure=True)).status_code == 200


def test_http_will_do_where_nothing_else_is_said(rf, through):
    assert through(rf.get("/api/")).status_code == 200
