import json
from contextlib import ExitStack
from socket import SHUT_WR

import pytest

from tests.servers import connect, raw, read_answer

pytestmark = pytest.mark.server

LUNCH = {"category": "food", "amount": 9_500}


def send(server, *parts: bytes):
    with connect(server.port) as connection:
        for part in parts:
            connection.sendall(part)
        return read_answer(connection)


def test_more_half_sent_bodies_than_threads_leave_the_others_served(server, person):
    half = person.raw("POST", "/api/expenses/create/", LUNCH)[:-1]
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(connect(server.port)).sendall(half)
        for _ in range(20):
            assert person.client.get("/api/expenses/daily-recommendation/", timeout=5).status_code == 200


def test_a_body_that_never_ends_stores_nothing(server, person):
    with connect(server.port) as connection:
        connection.sendall(person.raw("POST", "/api/expenses/create/", LUNCH)[:-1])
    assert person.expenses()["count"] == 0


def test_a_body_shorter_than_announced_stores_nothing(server, person):
    request = person.raw("POST", "/api/expenses/create/", LUNCH)
    longer = request.replace(b"Content-Length: ", b"Content-Length: 1", 1)
    with connect(server.port) as connection:
        connection.sendall(longer)
        connection.shutdown(SHUT_WR)
        assert read_answer(connection).status == 400
    assert person.expenses()["count"] == 0


def test_a_body_over_the_limit_is_answered_in_json_before_the_connection_ends(server, person):
    answer = send(server, person.raw("POST", "/api/expenses/create/", LUNCH | {"memo": "x" * 1_500_000}))
    assert answer.status == 413
    assert answer.body["errors"][0]["code"] == "too_large"


def test_a_body_in_chunks_is_read(server, person):
    content = json.dumps(LUNCH).encode()
    head = person.raw("POST", "/api/expenses/create/", content_type="application/json", transfer_encoding="chunked")
    chunks = [b"%x\r\n%s\r\n" % (len(part), part) for part in (content[:9], content[9:], b"")]
    answer = send(server, head, *chunks)
    assert answer.status == 201
    assert answer.body["amount"] == 9_500


def test_chunks_over_the_limit_are_too_large(server, person):
    head = person.raw("POST", "/api/expenses/create/", content_type="application/json", transfer_encoding="chunked")
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    answer = send(server, head, *[chunk] * 20, b"0\r\n\r\n")
    assert answer.status == 413


def test_chunks_without_a_body_are_no_body(server, person):
    head = person.raw("POST", "/api/expenses/create/", content_type="application/json", transfer_encoding="chunked")
    assert send(server, head, b"0\r\n\r\n").status == 400


def test_a_client_that_waits_for_continue_is_told_to_go_on(server, person):
    request = person.raw("POST", "/api/expenses/create/", LUNCH, expect="100-continue")
    head, _, content = request.partition(b"\r\n\r\n")
    with connect(server.port) as connection:
        connection.sendall(head + b"\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 100")
        connection.sendall(content)
        assert read_answer(connection).status == 201


@pytest.mark.parametrize("path", ["/api/accounts/register/", "/api/accounts//register/", "/api//accounts/register"])
def test_the_spellings_of_a_path_answer_alike_without_a_redirect(server, path):
    answer = send(server, raw("POST", path, {}))
    assert answer.status == 400
    assert {error["attr"] for error in answer.body["errors"]} == {"username", "password"}


def test_the_doubled_slash_of_the_brief_logs_out(person):
    answer = person.client.post("/api/accounts//logout/", json={"refresh": person.tokens["refresh"]})
    assert (answer.status_code, answer.content) == (205, b"")


def test_an_unknown_path_is_404_in_json_with_or_without_a_login(server, person):
    assert send(server, raw("GET", "/api/nothing/")).body["errors"][0]["code"] == "not_found"
    assert person.client.get("/api/nothing/").status_code == 404


def test_an_address_of_8_kilobytes_is_read(server, person):
    answer = send(server, person.raw("GET", f"/api/categories/?{'x' * 8_000}"))
    assert answer.status == 400
    assert answer.body["errors"][0]["code"] == "unknown_field"


@pytest.mark.parametrize("path", ["/api/%00/", "/api/%ff/", "/api/categories/?q=%ed%a0%80", "/api/%c3%28/"])
def test_a_path_that_is_no_text_is_400_in_json(server, path):
    answer = send(server, raw("GET", "/").replace(b"GET /", b"GET " + path.encode(), 1))
    assert answer.status == 400
    assert answer.body["errors"][0]["code"] == "bad_request"


def test_a_path_in_raw_bytes_is_400(server):
    assert send(server, raw("GET", "/").replace(b"GET /", b"GET /api/\xff/", 1)).status == 400


def test_connections_are_kept_for_the_next_request(server):
    request = raw("GET", "/healthz").replace(b"Connection: close\r\n", b"")
    with connect(server.port) as connection:
        for _ in range(3):
            connection.sendall(request)
            assert read_answer(connection).status == 200
