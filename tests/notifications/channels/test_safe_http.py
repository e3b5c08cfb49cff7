"""Posting to addresses given by users."""

import logging
import socket
import ssl
from contextlib import suppress
from datetime import UTC, datetime

import httpcore
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from notifications import safe_http
from notifications.safe_http import HttpFailed, post

from .receivers import http_receiver, raw_receiver

HELLO = {"Content-Type": "text/plain"}


def code(url: str, **limits) -> str:
    """Return why there was no answer."""
    with pytest.raises(HttpFailed) as failed:
        post(url, b"hello", HELLO, **limits)
    return failed.value.code


def trust(settings, host: str) -> str:
    settings.WEBHOOK_ALLOWED_HOSTS = [host]
    return f"http://{host}/"


def test_it_posts_and_returns_the_answer(receiver):
    receiver.answer = (201, {"Retry-After": "7"}, b"thanks")
    answer = post(receiver.url("/in?a=b"), b"hello", HELLO | {"X-More": "1"})
    assert (answer.status, answer.retry_after, answer.body) == (201, 7.0, b"thanks")
    [taken] = receiver.taken
    assert (taken.path, taken.body, taken.headers["X-More"]) == ("/in?a=b", b"hello", "1")
    assert (taken.headers["Host"], taken.headers["User-Agent"]) == (receiver.host, "Harumok")


def test_it_connects_to_the_very_address_that_was_checked(names, receiver, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["turns.example.org"]
    with http_receiver() as other:
        names.set("turns.example.org", ("127.0.0.1", receiver.port), then=[("127.0.0.1", other.port)])
        post("http://turns.example.org/", b"", HELLO)
        assert (len(receiver.taken), len(other.taken)) == (1, 0)
    assert names.asked == ["turns.example.org"]
    assert receiver.taken[0].headers["Host"] == "turns.example.org"


@pytest.mark.parametrize("end", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "64:ff9b::7f00:1"])
def test_it_connects_to_no_private_address(names, receiver, end):
    names.set("turns.example.org", (end, receiver.port))
    assert code("https://turns.example.org/") == "address_not_public"
    assert receiver.taken == []


def test_it_connects_to_none_where_one_of_several_is_private(names, receiver):
    names.set("turns.example.org", "93.184.215.14", ("127.0.0.1", receiver.port))
    assert code("https://turns.example.org/") == "address_not_public"


def test_it_tries_the_next_end_when_one_is_dead(names, receiver, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["two.example.org"]
    names.set("two.example.org", ("127.0.0.1", 1), ("127.0.0.1", receiver.port))
    assert post("http://two.example.org/", b"", HELLO).status == 200


def test_it_follows_no_redirect(receiver):
    with http_receiver() as other:
        receiver.answer = (307, {"Location": other.url()}, b"")
        assert post(receiver.url(), b"", HELLO).status == 307
        assert other.taken == []


def test_it_uses_no_proxy_of_the_environment(receiver, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert post(receiver.url(), b"", HELLO).status == 200


def test_it_says_what_is_wrong_with_an_address():
    assert code("http://example.org/") == "invalid_address"
    assert code("https://not-known.example.org/") == "unreachable"


def test_nobody_listening_is_unreachable(settings):
    assert code(trust(settings, "127.0.0.1:1")) == "unreachable"


def test_the_body_of_an_answer_is_cut(receiver):
    receiver.answer = (200, {}, b"x" * 1_000_000)
    answer = post(receiver.url(), b"", HELLO)
    assert answer.status == 200
    assert 60_000 < len(answer.body) <= 65_536


def test_endless_headers_are_no_answer(settings):
    def act(connection, over):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(20_000):
            connection.sendall(f"X-{number}: {'x' * 100}\r\n".encode())

    with raw_receiver(act) as host:
        assert code(trust(settings, host)) in ("bad_answer", "unreachable")


def drip(connection, over, *, head: bytes):
    connection.sendall(head)
    while not over.wait(0.01):
        connection.sendall(b"x")


def test_an_answer_that_drips_is_given_up(settings):
    with raw_receiver(lambda connection, over: drip(connection, over, head=b"HTTP/1.1 200 OK\r\nX: ")) as host:
        assert code(trust(settings, host), seconds=0.2) == "timeout"


def test_a_status_that_came_counts_when_the_rest_drips(settings):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
    with raw_receiver(lambda connection, over: drip(connection, over, head=head)) as host:
        answer = post(trust(settings, host), b"", HELLO, seconds=0.2)
    assert answer.status == 200
    assert set(answer.body) <= {ord("x")}


def test_an_answer_that_never_begins_is_given_up(settings):
    with raw_receiver(lambda connection, over: over.wait()) as host:
        assert code(trust(settings, host), seconds=0.1) == "timeout"


def test_a_receiver_that_does_not_read_is_given_up(settings, monkeypatch):
    with raw_receiver(lambda connection, over: over.wait()) as host, pytest.raises(HttpFailed) as failed:
        post(trust(settings, host), b"x" * 50_000_000, HELLO, seconds=0.2)
    assert failed.value.code == "timeout"


def test_no_time_left_is_a_timeout(receiver):
    assert code(receiver.url(), seconds=0.0) == "timeout"
    assert receiver.taken == []
    # Wherever in an exchange it has run out.
    with pytest.raises(TimeoutError):
        safe_http._Limits(0.0, 1).seconds()


def test_a_connection_that_is_reset_was_there():
    ours, theirs = socket.socketpair()
    with ours:
        ours.sendall(b"not read by the other side")
        theirs.close()
        with pytest.raises(httpcore.ReadError):
            safe_http._Stream(ours, safe_http._Limits(10.0, 10)).read(10)


@pytest.mark.parametrize("said", [b"", b"SSH-2.0-OpenSSH_9.9\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"\x00" * 100])
def test_what_is_not_http_is_a_bad_answer(settings, said):
    with raw_receiver(lambda connection, over: connection.sendall(said)) as host:
        assert code(trust(settings, host)) == "bad_answer"


def test_it_may_answer_and_hang_up_without_reading(settings):
    answer = b"HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n"
    # The reset may overtake the answer.
    with raw_receiver(lambda connection, over: connection.sendall(answer)) as host, suppress(HttpFailed):
        assert post(trust(settings, host), b"x" * 20_000_000, HELLO).status == 413


def test_tls_is_asked_for_the_name_in_the_address(service):
    assert post("https://hooks.example.org/x", b"", HELLO).status == 200
    assert service.taken[0].headers["Host"] == "hooks.example.org"


def test_a_certificate_for_another_name_is_refused(service, names, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["other.example.org"]
    names.set("other.example.org", ("127.0.0.1", service.port))
    assert code("https://other.example.org/") == "tls"
    assert service.taken == []


def test_a_certificate_of_an_unknown_authority_is_refused(service, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    safe_http.tls.cache_clear()
    assert code("https://hooks.example.org/") == "tls"


def test_certificates_are_verified_as_a_matter_of_course():
    context = safe_http.tls()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)


def test_what_failed_says_nothing_of_the_other_side(settings):
    said = b"canary\r\n\r\n"
    with raw_receiver(lambda connection, over: connection.sendall(said)) as host, pytest.raises(HttpFailed) as failed:
        post(trust(settings, host), b"", HELLO)
    assert failed.value.__suppress_context__
    assert "canary" not in str(failed.value)


def test_addresses_and_answers_are_not_logged_at_any_level(receiver, caplog):
    receiver.answer = (200, {"X-Said": "canary"}, b"canary")
    with caplog.at_level(logging.DEBUG):
        post(receiver.url("/in/t0ken"), b"", HELLO)
    assert "t0ken" not in caplog.text
    assert "canary" not in caplog.text


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        ("9" * 400, 7 * 86_400.0),
        ("Mon, 23 Nov 2026 00:01:00 GMT", 60.0),
        ("Mon, 23 Nov 2026 00:01:00", 60.0),
        ("Sun, 22 Nov 2026 23:59:00 GMT", 0.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 7 * 86_400.0),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("Mon, 99 Nov 2026 00:01:00 GMT", None),
        ("Mon, 23 Nov 2026 00:01:00 +99999999999999999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, seconds):
    assert safe_http.retry_after(value) == seconds


@hypothesis_settings(max_examples=50)
@given(st.text(max_size=40))
def test_no_retry_after_is_a_fault_of_ours(value):
    assert (safe_http.retry_after(value) or 0.0) >= 0.0


@given(st.datetimes(timezones=st.just(UTC)))
def test_any_date_of_retry_after_is_understood(at: datetime):
    value = at.strftime(f"%a, %d %b {at.year:04} %H:%M:%S GMT")
    assert safe_http.retry_after(value) is None or 0 <= safe_http.retry_after(value) <= 7 * 86_400
