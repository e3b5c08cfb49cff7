"""Bodies that stop half-way take no thread from the others."""

import time
from contextlib import ExitStack

import pytest

from tests.servers import connect, read_answer

from .sizes import SIZES
from .times import percentile, told

pytestmark = pytest.mark.server

HELD = 20
LUNCH = {"category": "food", "amount": 9_500}


def test_twenty_half_sent_bodies_leave_the_others_served(server, person, measured):
    half = person.raw("POST", "/api/expenses/create/", LUNCH)[:-1]
    seconds: list[float] = []
    with ExitStack() as stack:
        held = [stack.enter_context(connect(server.port)) for _ in range(HELD)]
        for connection in held:
            connection.sendall(half)
        began = time.monotonic()
        while len(seconds) < 20 or time.monotonic() < began + SIZES.held_seconds:
            asked = time.perf_counter()
            assert person.client.get("/api/expenses/daily-recommendation/", timeout=5).status_code == 200
            seconds.append(time.perf_counter() - asked)
        for connection in held:
            connection.sendall(b"}")
        assert {read_answer(connection).status for connection in held} == {201}
    measured(
        f"{HELD} half-sent bodies held open for {SIZES.held_seconds} s",
        "other requests answer as usual",
        f"{len(seconds)} answers, all 200, p99 {told(percentile(seconds, 99))}; then all {HELD} stored",
    )
