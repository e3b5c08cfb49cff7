from collections import Counter

import pytest

from tests.servers import raw, volley

pytestmark = pytest.mark.server


def test_twenty_registrations_of_one_name_make_one_person(server):
    request = raw("POST", "/api/accounts/register/", {"username": "only-once", "password": "correct horse"})
    answers = volley(server.port, [request] * 20)
    assert Counter(answer.status for answer in answers) == {201: 1, 400: 19}


def test_parallel_budgets_for_one_month_all_succeed(server, person):
    requests = [
        person.raw("POST", "/api/budget/", [{"category": "food", "amount": 1_000 * n, "month": "2030-01"}])
        for n in range(1, 17)
    ]
    answers = volley(server.port, requests)
    assert {answer.status for answer in answers} == {201}
    stored = person.client.get("/api/budget/?month=2030-01").json()
    (food,) = (line["amount"] for line in stored if line["category"] == "food")
    assert food in range(1_000, 17_000, 1_000)
