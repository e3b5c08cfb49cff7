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
from django.conf import settings
answer = Client().get("/login/", secure=True, headers={"Host": "budget.example.org"})
print(json.dumps([answer.status_code, dict(answer.headers), [one.OutputString() for one in answer.cookies.values()]]))
"""


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
    environment |= {
        "BUDGET_DATA": str(tmp_path_factory.mktemp("data")),
        "DJANGO_SETTINGS_MODULE": "budget.settings",
        "PUBLIC_URL": "https://budget.example.org",
        "TRUSTED_PROXIES": "1",
    }
    found = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(found.stdout)


def test_browsers_come_by_tls_for_a_year_here_and_on_hosts_below(door):
    assert door[0] == 200
    assert door[1]["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_cookies_are_of_this_host_alone_and_travel_by_tls(door):
    [cookie] = door[2]
    assert cookie.startswith("__Host-csrftoken=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
