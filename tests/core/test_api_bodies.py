import pytest

LOGIN = "/api/accounts/login/"


def send(client, body, content_type="application/json"):
    return client.generic("POST", LOGIN, body, content_type=content_type)


def test_it_answers_a_body_that_is_too_large_in_json(anyone):
    answer = send(anyone, b'"' + b"x" * 1_000_000 + b'"')
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (413, "too_large")


def test_it_reads_a_body_of_just_the_size(anyone):
    assert send(anyone, b'"' + b"x" * 999_998 + b'"').status_code == 400


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "multipart/form-data", "*/*", "application/*", "garbage", ""]
)
def test_it_refuses_other_media_types(anyone, content_type):
    answer = send(anyone, b"{}", content_type)
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (415, "unsupported_media_type")


def test_it_refuses_a_wrong_method_and_names_the_right_ones(anyone):
    answer = anyone.generic("PUT", LOGIN, b"{}", content_type="application/json")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")


def test_it_refuses_an_accept_header_that_json_cannot_satisfy(anyone):
    answer = anyone.post(LOGIN, {}, headers={"Accept": "application/xml"})
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/json")


def test_it_refuses_a_body_that_the_server_saw_cut_short(anyone):
    answer = anyone.generic("POST", LOGIN, b"{}", content_type="application/json", **{"harumok.body_cut": True})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "parse_error")
