from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers import raw, volley

pytestmark = pytest.mark.server

LUNCH = {"category": "food", "amount": 9_500, "memo": "김치찌개"}


def test_twenty_creations_with_one_idempotency_key_make_one_row(server, person):
    request = person.raw("POST", "/api/expenses/create/", LUNCH, idempotency_key="lunch-1")
    answers = volley(server.port, [request] * 20)
    assert {answer.status for answer in answers} == {201}
    assert len({answer.body["id"] for answer in answers}) == 1
    assert Counter(answer.headers.get("idempotency-replayed") for answer in answers) == {"true": 19, None: 1}
    assert person.expenses()["count"] == 1


def test_sixteen_refreshes_of_one_token_give_one_pair(server, person):
    request = raw("POST", "/api/token/refresh/", {"refresh": person.tokens["refresh"]})
    answers = volley(server.port, [request] * 16)
    assert Counter(answer.status for answer in answers) == {200: 1, 401: 15}


def test_parallel_refreshes_leave_the_login_alive(server, person):
    request = raw("POST", "/api/token/refresh/", {"refresh": person.tokens["refresh"]})
    pair = next(answer.body for answer in volley(server.port, [request] * 4) if answer.status == 200)
    person.client.headers["Authorization"] = f"Bearer {pair['access']}"
    assert person.client.get("/api/accounts/me/").status_code == 200


def test_sixty_wrong_logins_at_once_are_checked_ten_times(server, person):
    request = raw("POST", "/api/accounts/login/", {"username": person.name, "password": "not this one"})
    answers = volley(server.port, [request] * 60)
    assert Counter(answer.status for answer in answers) == {401: 10, 429: 50}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers if answer.status == 429)


def test_a_forwarded_address_does_not_widen_the_limit(server, person):
    wrong = {"username": person.name, "password": "not this one"}
    requests = [raw("POST", "/api/accounts/login/", wrong, x_forwarded_for=f"10.0.0.{n}") for n in range(20)]
    answers = volley(server.port, requests)
    assert Counter(answer.status for answer in answers)[401] <= 10


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


def test_thirty_two_writers_lose_nothing(server):
    people = [server.person() for _ in range(8)]

    def write(n: int) -> int:
        with server.client(headers=people[n % 8].client.headers) as client:
            return sum(client.post("/api/expenses/", json=LUNCH | {"amount": 1}).status_code == 201 for _ in range(6))

    with ThreadPoolExecutor(32) as pool:
        assert sum(pool.map(write, range(32))) == 32 * 6
    assert [person.expenses()["total_expense"] for person in people] == [24] * 8
