"""What a phone has to load, as it comes over the wire."""

from urllib.parse import urlsplit

import pytest

from .visitor import PHONE

KIB = 1024
MOST, MOST_SCRIPTS = 150 * KIB, 60 * KIB


def weights(visitor, path: str) -> dict[str, int]:
    """Return the bytes of every answer by its address."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    found: dict[str, int] = {}
    session.on(
        "Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]})
    )
    session.on("Network.loadingFinished", lambda event: found.update(
        # What the page before was still loading is not this one's.
        {urlsplit(addresses[event["requestId"]]).path: int(event["encodedDataLength"])}
        if event["requestId"] in addresses else {}
    ))  # fmt: skip
    visitor.goto(path)
    return found


@pytest.mark.parametrize("path", ["/", "/expenses/", "/calendar/", "/statistics/"])
def test_a_page_comes_with_little(visitors, server, path):
    visitor = visitors(PHONE)
    visitor.log_in(server.person())
    found = weights(visitor, path)
    assert sum(found.values()) < MOST
    assert sum(size for address, size in found.items() if address.endswith(".js")) < MOST_SCRIPTS
