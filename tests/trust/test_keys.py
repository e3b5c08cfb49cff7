"""Twenty creations at once with one Idempotency-Key make one row."""

from collections import Counter

import pytest

from tests.servers import volley

from .sizes import SIZES

pytestmark = pytest.mark.server

LUNCH = {"category": "food", "amount": 9_500, "memo": "김치찌개"}
AT_ONCE = 20


def test_twenty_creations_with_one_key_make_one_row(server, person, measured):
    for number in range(SIZES.key_rounds):
        request = person.raw("POST", "/api/expenses/create/", LUNCH, idempotency_key=f"lunch-{number}")
        answers = volley(server.port, [request] * AT_ONCE)
        assert {answer.status for answer in answers} == {201}
        assert len({answer.body["id"] for answer in answers}) == 1
        replayed = Counter(answer.headers.get("idempotency-replayed") for answer in answers)
        assert replayed == {"true": AT_ONCE - 1, None: 1}
    rows = person.expenses()["count"]
    measured(f"one idempotency key, {AT_ONCE} at once × {SIZES.key_rounds}", "one row each", f"{rows} rows")
    assert rows == SIZES.key_rounds
