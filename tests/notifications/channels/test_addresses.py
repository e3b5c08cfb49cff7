"""Which addresses may be connected to, and which may not even be written."""

from contextlib import ExitStack
from threading import Event

import pytest

from core.errors import AddressInvalid, AddressNotPublic, TooManyAttempts
from notifications import addresses
from notifications.channels import reaching
from notifications.channels.reaching import checked

PRIVATE = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.8.8.8", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.0.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::2", "::127.0.0.1", "::8.8.8.8", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:10.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "100::1", "2001::1", "2001:0:53aa:64c::1", "2001:2::1",
    "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "2002:808:808::1", "3fff::1", "5f00::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%eth0", "fe80::1%1", "fec0::1", "ff02::1", "ff0e::1",
    "2a00:1450:4001:80b:0:5efe:7f00:1", "2a00:1450:4001:80b:200:5efe:a00:1", "not an address", "",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.215.14", "192.88.98.1", "2001:4860:4860::8888", "2606:4700:4700::1111"]

HOSTILE = [
    "https://127.0.0.1/", "https://127.0.0.1:8443/", "https://10.1.2.3/", "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://0.0.0.0/",
    "https://[0:0:0:0:0:ffff:a9fe:a9fe]/", "https://[64:ff9b::127.0.0.1]/", "https://[64:ff9b:1::a00:1]/",
    "https://[2002:7f00:1::]/", "https://[2001:0:7f00:1::]/", "https://[fd00::1]/", "https://[::127.0.0.1]/",
    "https://localhost/", "https://localhost./", "https://LOCALHOST/", "https://127.0.0.1./", "https://inside.example/",
    "https://both.example/", "https://@127.0.0.1/", "https://192.88.99.1/", "https://100.64.0.1/", "https://127。0。0。1/",
]  # fmt: skip
MALFORMED = [
    "", " ", "x", "//example.org/", "/etc/passwd", "file:///etc/passwd", "gopher://example.org/", "ftp://example.org/",
    "http://example.org/", "http://127.0.0.1/", "javascript:alert(1)", "https://", "https:///x", "https:example.org",
    "https://2130706433/", "https://0x7f000001/", "https://0x7f.1/", "https://0177.0.0.1/", "https://127.1/",
    "https://127.0.0.0x1/", "https://0/", "https://1.2.3.4.5/", "https://1.2.3.999/", "https://127.0.0.1../",
    "https://user@example.org/", "https://user:password@example.org/", "https://example.org@127.0.0.1/",
    "https://example.org:443@127.0.0.1/", "https://127.0.0.1\\@example.org/", "https://example.org\\.evil.org/",
    "https://example.org%2f@127.0.0.1/", "https://example.org:0/", "https://example.org:65536/",
    "https://example.org:-1/", "https://example.org:x/", "https://exa mple.org/", "https://example.org/\x00",
    "https://example.org/\r\nX: y", "https://[::1/", "https://[fe80::1%25eth0]/", "https://[::1]x/", "https://a..b/",
    "https://.example.org/", "https://-x.org/", f"https://{'a' * 64}.org/", f"https://{'a.' * 130}org/",
    "https://１２７.0.0.1/", "https://①②⑦.0.0.1/", "https://ｌocalhost/", "https://127%2e0.0.1/", "https://*/",
    "https://example.org/" + "x" * 2048, "https://\ud800.org/", "https://example.org/\udfff",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_of_the_public_internet_is_told_apart(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_not_refused(address):
    assert addresses.is_public(address)


@pytest.mark.parametrize("url", HOSTILE)
def test_an_address_into_our_own_network_is_refused(names, url):
    names.set("inside.example", "10.0.0.7")
    # One public end does not make the other one harmless.
    names.set("both.example", "93.184.215.14", "192.168.0.1")
    with pytest.raises(AddressNotPublic) as refused:
        checked(url, attr="url")
    assert refused.value.attr == "url"


@pytest.mark.parametrize("url", MALFORMED)
def test_what_programs_read_in_different_ways_is_refused(names, url):
    with pytest.raises(AddressInvalid):
        checked(url, attr="url")
    assert names.asked == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://Hooks.Example.ORG", "https://hooks.example.org/"),
        ("https://hooks.example.org./a", "https://hooks.example.org/a"),
        ("https://hooks.example.org:443/a?b=c&d#e", "https://hooks.example.org/a?b=c&d"),
        (" https://hooks.example.org:8443/ ", "https://hooks.example.org:8443/"),
        ("https://한글.한국/훅", "https://xn--bj0bj06e.xn--3e0b707e/%ED%9B%85"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://[2606:4700:4700:0::1111]:8443/x", "https://[2606:4700:4700::1111]:8443/x"),
        ("https://my_relay.example.org/", "https://my_relay.example.org/"),
    ],
)
def test_an_address_is_kept_in_one_spelling(given, kept):
    assert checked(given, attr="url").url == kept


def test_a_name_that_is_not_known_just_now_is_taken():
    assert checked("https://hooks.example.org/", attr="url").host == "hooks.example.org"


@pytest.mark.parametrize("listed", ["nas.local", "nas.local:8123"])
@pytest.mark.parametrize("url", ["http://nas.local:8123/", "https://nas.local:8123/", "http://NAS.local.:8123/"])
def test_the_operator_can_list_a_host_of_the_home_network(settings, names, listed, url):
    settings.WEBHOOK_ALLOWED_HOSTS = [listed]
    names.set("nas.local", "192.168.0.2")
    assert checked(url, attr="url").is_trusted
    assert addresses.ends(addresses.read(url), 1.0)[0].address == ("192.168.0.2", 8123)


def test_a_listed_port_is_the_only_one(settings, names):
    settings.WEBHOOK_ALLOWED_HOSTS = ["nas.local:8123", "[fd00::2]:80"]
    names.set("nas.local", "192.168.0.2")
    with pytest.raises(AddressNotPublic):
        checked("https://nas.local/", attr="url")
    with pytest.raises(AddressInvalid):
        checked("http://nas.local/", attr="url")
    assert checked("http://[fd00::2]/", attr="url").is_trusted


def test_so_many_at_once_leave_room_for_other_requests(names):
    with ExitStack() as under_way:
        for _ in range(reaching.AT_ONCE):
            under_way.enter_context(reaching.places)
        with pytest.raises(TooManyAttempts) as refused:
            checked("https://hooks.example.org/", attr="url")
    assert (refused.value.retry_after, names.asked) == (2, [])
    assert checked("https://hooks.example.org/", attr="url").host == "hooks.example.org"


def test_a_resolver_that_does_not_answer_is_not_waited_for(monkeypatch):
    over = Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: over.wait() and [])
    with pytest.raises(TimeoutError):
        addresses.ends(addresses.read("https://slow.example.org/"), 0.05)
    over.set()
