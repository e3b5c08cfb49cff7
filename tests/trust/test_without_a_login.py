"""Without a login there is nothing but the doors: every route, by every method."""

import pytest
from django.test import Client

from core.api.description import description
from tests.core.test_api_operations import OPEN

from .routes import METHODS, routes

SOMETHING = {"sid": "0d5a1b3e-6c1f-4d55-9f0e-3f6f0f6f7a10", "uidb64": "MQ", "token": "x", "category": "food"}
# Answered without a login, on purpose.
DOORS = {
    "", "login/", "signup/", "language/", "erased/", "add/empty/", "add/token/", "offline/", "sw.js",
    "manifest.webmanifest",
    "account/reset/<uidb64>/<token>/", "account/reset/done/", "account/email/<token>/", "account/forgotten/",
    "api/docs/", "api/schema/",
}  # fmt: skip


def address(route) -> str:
    given = {name: "0d5a1b3e-6c1f-4d55-9f0e-3f6f0f6f7a10" if name == "login_id" else 1 for name in route.parameters}
    return route.to(**given | {name: SOMETHING[name] for name in route.parameters if name in SOMETHING})


@pytest.mark.parametrize("token", [None, "Bearer", "Bearer x", "Basic YWxpY2U6eA==", "Bearer a.b.c"])
def test_every_operation_but_the_open_ones_asks_for_a_login(anyone, token):
    anyone.credentials(**{"HTTP_AUTHORIZATION": token} if token else {})
    for path, item in description()["paths"].items():
        for method in item.keys() if path not in OPEN else ():
            answer = anyone.generic(method.upper(), path.format(id=1, **SOMETHING), "{}", "application/json")
            assert (answer.status_code, "WWW-Authenticate" in answer) == (401, True), f"{method} {path}"


@pytest.mark.parametrize("method", METHODS)
def test_every_page_but_the_doors_leads_to_the_login(db, method):
    for route in routes():
        if not route.pattern.startswith("api/") and route.pattern not in DOORS:
            answer = Client().generic(method, address(route))
            assert answer.status_code in (302, 405), route
            if answer.status_code == 302:
                assert answer["Location"].startswith("/login/"), route


def test_every_described_path_is_a_route_and_every_route_below_api_is_described():
    described = {path.format(id="?", sid="?", category="?").strip("/") for path in description()["paths"]}
    found = {route.to(**dict.fromkeys(route.parameters, "?")).strip("/") for route in routes()}
    assert {path for path in found if path.startswith("api/")} - {"api/docs", "api/schema"} == described
