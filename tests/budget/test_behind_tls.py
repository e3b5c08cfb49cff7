"""What `PUBLIC_URL=https://…` makes of the answers, asked of the service itself."""

import json
import os
import subprocess
import sys

import pytest

from tests.servers import ROOT

ASK = """
import django, json; django.setup()
from django.test import Client
def told(secure, path, **headers):
    answer = Client().get(path, secure=secure, headers={"Host": "budget.example.org", **headers})
    cookies = [one.OutputString() for one in answer.cookies.values()]
    return [answer.status_code, dict(answer.headers), cookies, answer.content.decode()]
by_tls = {path: told(True, path) for path in ("/login/", "/api/nothing/")}
plain = {path: told(False, path) for path in %r}
english = told(False, "/api/categories/", **{"Accept-Language": "en"})
print(json.dumps([by_tls, plain, english]))
"""
BELOW_API = ["/api/categories/", "/api/categories", "/api//nothing/", "/api/", "/api", "/api/schema/", "/api/docs/x/"]
PAGES = ["/login/", "/nothing/", "/apiary/", "/admin/", "/api/docs/", "/api/docs", "/static/web/app.css"]
PROBES = ["/healthz"]


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    environment |= {
        "BUDGET_DATA": str(tmp_path_factory.mktemp("data")),
        "DJANGO_SETTINGS_MODULE": "budget.settings",
        "PUBLIC_URL": "https://budget.example.org",
        "TRUSTED_PROXIES": "1",
    }
    ask = [sys.executable, "-c", ASK % (BELOW_API + PAGES + PROBES)]
    found = subprocess.run(ask, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(found.stdout)


@pytest.fixture
def door(told):
    return told[0]["/login/"]


@pytest.fixture
def plain(told):
    return told[1]


def test_browsers_come_by_tls_for_a_year_here_and_on_hosts_below(door):
    assert door[0] == 200
    assert door[1]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_are_of_this_host_alone_and_travel_by_tls(door):
    [cookie] = door[2]
    assert cookie.startswith("__Host-csrftoken=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize("path", BELOW_API)
def test_the_api_refuses_plain_http_and_redirects_nobody(plain, path):
    status, headers, _, body = plain[path]
    assert (status, headers["Content-Type"]) == (403, "application/json")
    assert json.loads(body)["errors"][0]["code"] == "https_required"
    assert "Location" not in headers


def test_it_says_so_in_the_readers_language(told, plain):
    korean, english = plain["/api/categories/"][3], told[2][3]
    assert "https로" in korean
    assert "Use https" in english


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_redirected_to_tls(plain, path):
    status, headers, _, _ = plain[path]
    assert (status, headers["Location"]) == (301, f"https://budget.example.org{path}")


def test_by_tls_the_api_answers_as_ever(told):
    assert told[0]["/api/nothing/"][0] == 404


@pytest.mark.parametrize("path", PROBES)
def test_probes_come_by_plain_http(plain, path):
    assert plain[path][0] == 200
