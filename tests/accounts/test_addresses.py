import pytest
from django.test import RequestFactory

from accounts.addresses import client_address, network_of


def seen(forwarded: str | None, remote: str = "10.0.0.1") -> str:
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **headers))


def test_no_header_is_believed_without_a_proxy(settings):
    settings.TRUSTED_PROXIES = 0
    assert seen("192.0.2.1") == "10.0.0.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (1, "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9, 192.0.2.1", "192.0.2.1"),
        (2, "203.0.113.9, 192.0.2.1,10.0.0.2", "192.0.2.1"),
        (1, " 2001:DB8::1 ", "2001:db8::1"),
        (2, "192.0.2.1", "10.0.0.1"),
        (1, "unknown", "10.0.0.1"),
        (1, "192.0.2.1, ", "10.0.0.1"),
        (1, "192.0.2.1:4711", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, None, "10.0.0.1"),
    ],
)
def test_the_outermost_trusted_proxy_says_whom_it_saw(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    assert seen(forwarded) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_clients_are_told_apart_by_what_they_cannot_choose(address, network):
    assert network_of(address) == network
