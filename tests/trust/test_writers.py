"""Many who write at once: nothing fails and nothing is lost."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from .sizes import SIZES
from .times import percentile, told

pytestmark = pytest.mark.server


def test_writers_lose_nothing(server, measured):
    people = [server.person() for _ in range(8)]

    def write(number: int) -> list[tuple[int, float]]:
        """Return status and seconds of each answer."""
        answers = []
        with server.client(headers=people[number % 8].client.headers) as client:
            for _ in range(SIZES.writes):
                began = time.perf_counter()
                status = client.post("/api/expenses/", json={"category": "food", "amount": 1}).status_code
                answers.append((status, time.perf_counter() - began))
        return answers

    with ThreadPoolExecutor(SIZES.writers) as pool:
        answers = list(chain.from_iterable(pool.map(write, range(SIZES.writers))))
    statuses = Counter(status for status, _ in answers)
    total = sum(person.expenses()["total_expense"] for person in people)
    made, p99 = statuses[201], told(percentile([seconds for _, seconds in answers], 99))
    measured(
        "writers: SQLite 32 × 50, PostgreSQL 64 × 50",
        "0 5xx, sums exact, p99 < 5 s and < 1 s",
        f"{SIZES.writers} × {SIZES.writes}: {made:,} made, {len(answers) - made} not, sum {total:,}; p99 {p99}",
    )
    assert statuses == {201: SIZES.writers * SIZES.writes}
    assert total == SIZES.writers * SIZES.writes
