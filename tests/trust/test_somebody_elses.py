"""What is somebody else's answers exactly like what nobody has: on every route, by every method, in every reference."""

import json
import re
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import client_for
from tests.notifications.names import Names
from tests.web.conftest import client_of

from .household import Household, make_household, rows_of
from .routes import METHODS, Route, routes

NOBODYS = {
    "login": uuid4(),
    "category": "nowhere",
    "expense": 123_456_789,
    "channel": 123_456_789,
    "message": 123_456_789,
}
# Whose id stands where in an address: a new route with a parameter has to say so here, or the first test fails.
IDS = {
    "api/accounts/sessions/<str:sid>/": "login",
    "api/budget/<str:category>/": "category",
    "api/expenses/<expense:id>/": "expense",
    "api/expenses/update/<expense:id>/": "expense",
    "api/notifications/channels/<message_row:id>/": "channel",
    "api/notifications/channels/<message_row:id>/test/": "channel",
    "api/notifications/channels/<message_row:id>/verification/": "channel",
    "api/notifications/inbox/<message_row:id>/": "message",
    "api/notifications/inbox/<message_row:id>/read/": "message",
    "expenses/<int:expense_id>/": "expense",
    "expenses/<int:expense_id>/exclude/": "expense",
    "expenses/<int:expense_id>/remove/": "expense",
    "inbox/<int:message_id>/remove/": "message",
    "settings/logins/<uuid:login_id>/end/": "login",
    "settings/messages/channels/<int:channel_id>/": "channel",
}
# Behind these is what is signed, and not the id of a row.
SIGNED = {"account/reset/<uidb64>/<token>/", "account/email/<token>/"}
# What differs from answer to answer: the nonce of scripts and the token of forms.
FRESH = re.compile(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"|"x-csrftoken": "[^"]*"')
WHOLE = {"category": "food", "amount": 1, "date": "2026-11-01"}
HEADERS = ("Location", "Allow", "Content-Type", "WWW-Authenticate")
BODIES: list[Any] = [{}, WHOLE, {"is_on": False, "label": "mine"}, {"amount": "wrong"}]
FORM = {"category": "food", "amount": "1", "date": "2026-11-01", "memo": "mine", "excluded": "on", "do": "remove"}


@pytest.fixture(autouse=True)
def _no_name_leaves_us(monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", Names().getaddrinfo)


@pytest.fixture
def theirs(alice) -> Household:
    return make_household(alice)


def answer(response: Any, path: str) -> tuple[int, bytes, dict[str, str]]:
    """Return what somebody sees of an answer, wherever it was asked for."""
    body = FRESH.sub(b"", response.content).replace(path.encode(), b"PATH")
    headers = {name: response[name].replace(path, "PATH") for name in HEADERS if name in response}
    return response.status_code, body, headers


def test_every_route_with_a_parameter_says_whose_id_stands_there():
    assert {route.pattern for route in routes() if route.parameters} == IDS.keys() | SIGNED


@pytest.mark.parametrize("pattern", [pattern for pattern in IDS if pattern.startswith("api/")])
def test_the_api_tells_nobody_that_somebody_elses_row_is_there(theirs, bob, pattern):
    before, client = rows_of(theirs.owner), client_for(bob)
    for method, body in product(METHODS, BODIES):
        sent = (json.dumps(body), "application/json")
        found = [answer(client.generic(method, path, *sent, checked=False), path) for path in paths(pattern, theirs)]
        assert found[0] == found[1]
        assert found[0][0] in (404, 405)
    assert rows_of(theirs.owner) == before


@pytest.mark.parametrize("pattern", [pattern for pattern in IDS if not pattern.startswith("api/")])
def test_the_pages_tell_nobody_that_somebody_elses_row_is_there(theirs, bob, pattern):
    before, browser = rows_of(theirs.owner), client_of(bob)
    for method, headers in product(METHODS, ({}, {"HX-Request": "true"})):
        sent = {"data": FORM} if method in ("GET", "HEAD", "POST") else {}
        ask = getattr(browser, method.lower())
        found = [answer(ask(path, headers=headers, **sent), path) for path in paths(pattern, theirs)]
        assert found[0] == found[1]
        assert found[0][0] in (404, 405)
    assert rows_of(theirs.owner) == before


def paths(pattern: str, theirs: Household) -> list[str]:
    """Return the address of somebody else's row, and that of one which nobody has."""
    route, kind = Route(pattern), IDS[pattern]
    [parameter] = route.parameters
    return [route.to(**{parameter: one}) for one in (getattr(theirs, kind), NOBODYS[kind])]
