"""A database of an earlier version, served by the present one."""

import subprocess
from collections.abc import Iterator
from typing import Any

import pytest

from tests.servers import ROOT, SECRET, Server, fresh_environment, running
from tests.upgrading import household, states

# Wording may change; what is said about may not.
WORDING = {"message", "label"}


@pytest.fixture(scope="module", params=states.NAMES)
def upgraded(request) -> Iterator[tuple[str, Server]]:
    with fresh_environment(SECRET_KEY=SECRET) as (folder, environment):
        states.restore(request.param, environment)
        with running(folder, environment) as server:
            yield request.param, server


def keeps(old: Any, new: Any) -> bool:
    """Tell whether everything that was said before is said still; there may be more."""
    if isinstance(old, dict):
        return all(key in new and (key in WORDING or keeps(value, new[key])) for key, value in old.items())
    if isinstance(old, list):
        return len(old) == len(new) and all(map(keeps, old, new))
    return bool(old == new)


@pytest.mark.server
def test_every_number_is_what_it_was(upgraded):
    name, server = upgraded
    before, now = states.answers(name), household.ask(server)
    assert len(before) >= 28
    assert {question: now[question] for question in before if not keeps(before[question], now[question])} == {}


@pytest.mark.server
def test_a_retry_of_before_still_spends_nothing_twice(upgraded):
    _, server = upgraded
    with household.log_in(server, household.ALICE) as client:
        again = client.post("/api/expenses/", json=household.LUNCH, headers=household.ONCE)
        listed = client.get("/api/expenses/list/?start_date=2026-11-20&end_date=2026-11-20").json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (again.json()["id"], listed["count"]) == (listed["expenses"][0]["id"], 1)


@pytest.mark.server
def test_each_plan_has_been_added_up(upgraded):
    _, server = upgraded
    sums = "SELECT SUM(amount) FROM budget_management_budgetline WHERE plan_id = p.id"
    assert server.query("SELECT COUNT(*) FROM budget_management_monthplan WHERE total > 0") != [(0,)]
    assert server.query(f"SELECT id FROM budget_management_monthplan p WHERE total <> ({sums}) OR total IS NULL") == []


@pytest.mark.server
def test_it_can_be_written_to(upgraded):
    _, server = upgraded
    with household.log_in(server, household.BOB) as client:
        day = "2026-11-22"
        made = client.post("/api/expenses/", json={"category": "food", "amount": 5, "date": day})
        assert made.status_code == 201
        assert client.delete(f"/api/expenses/{made.json()['id']}/").status_code == 204
        assert client.put("/api/notifications/settings/", json={"alerts": {"on": True}}).status_code == 200


def test_every_release_has_left_its_database_here():
    tags = subprocess.run(["git", "tag", "--list", "v*"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    assert {tag.removeprefix("v") for tag in tags} <= set(states.NAMES)
