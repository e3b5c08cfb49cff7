import pytest


@pytest.mark.parametrize("path", ["/api/categories", "/api/categories/", "/api//categories/", "//api/categories//"])
def test_it_answers_every_spelling_of_a_path_without_a_redirect(as_alice, path):
    # The client would take a leading "//" for a host, so the path goes in as a server gives it.
    answer = as_alice.get("/api/categories/", PATH_INFO=path, checked=False)
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/api/nothing/", "/api/", "/api", "/api/categories/food/", "/api/../admin"])
def test_it_answers_an_unknown_path_in_json(anyone, path):
    answer = anyone.get(path, checked=False)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")
    assert answer.json()["errors"][0]["code"] == "not_found"


def test_it_answers_an_unknown_path_alike_with_a_login(as_alice):
    assert as_alice.get("/api/nothing/", checked=False).status_code == 404


@pytest.mark.parametrize("query", ["a=%ff", "a=%00", "%ed%a0%80=1", "a=%c3%28"])
def test_it_refuses_a_query_that_is_not_text(as_alice, query):
    answer = as_alice.get("/api/categories/", QUERY_STRING=query, checked=False)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "bad_request")


@pytest.mark.parametrize("path", ["/api/\xff/", "/api/categories/\0"])
def test_it_refuses_a_path_that_is_not_text(as_alice, path):
    answer = as_alice.get("/api/categories/", PATH_INFO=path, checked=False)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "bad_request")


def test_it_refuses_a_thousand_parameters_in_json(as_alice):
    answer = as_alice.get("/api/categories/?" + "&".join("a" * 2_000), checked=False)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")


def test_it_keeps_html_for_paths_that_people_open(client, db):
    answer = client.get("/nothing")
    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (404, "text/html")


@pytest.mark.parametrize("path", ["//api/categories/", "///api//categories", "//api/nothing/"])
def test_it_knows_its_own_paths_behind_any_slashes(anyone, path):
    answer = anyone.get("/api/", PATH_INFO=path, checked=False)
    assert (answer.status_code, answer["Content-Type"]) in [(401, "application/json"), (404, "application/json")]


def test_it_takes_no_cookies(as_alice):
    as_alice.cookies["django_language"] = "en"
    assert as_alice.get("/api/categories/").json()[0]["label"] == "식비"
