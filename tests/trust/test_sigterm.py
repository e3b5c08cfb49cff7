"""SIGTERM under load: every request that was begun is answered, and what was acknowledged is there."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest

from tests.servers import Person, Server, serving, wait_for

from .sizes import SIZES

pytestmark = pytest.mark.server

WRITERS = 8


def write_until_refused(server: Server, person: Person, began: Barrier) -> tuple[int, int]:
    """Return how many rows were acknowledged, and how many requests got half an answer or none."""
    acknowledged = dropped = 0
    with server.client(headers=person.client.headers) as client:
        began.wait()
        while True:
            try:
                answer = client.post("/api/expenses/", json={"category": "food", "amount": 1})
                acknowledged += answer.status_code == 201
            except httpx.ConnectError:
                return acknowledged, dropped
            except httpx.TransportError:
                dropped += 1


def test_sigterm_under_load_drops_no_request(measured):
    acknowledged = dropped = 0
    with serving() as server:
        people = [server.person() for _ in range(4)]
        for _ in range(SIZES.stops):
            before, began = people[0].expenses()["count"], Barrier(WRITERS + 1)
            with ThreadPoolExecutor(WRITERS) as pool:
                ends = [pool.submit(write_until_refused, server, people[n % 4], began) for n in range(WRITERS)]
                began.wait()
                wait_for(lambda before=before: people[0].expenses()["count"] > before + 20)
                assert server.stop() == 0, server.log.read_text()
            acknowledged += sum(end.result()[0] for end in ends)
            dropped += sum(end.result()[1] for end in ends)
            server.restart()
            for person in people:
                person.refresh()
        stored = sum(person.expenses()["count"] for person in people)
    measured(
        f"SIGTERM under load × {SIZES.stops}",
        "drops no request in flight",
        f"{dropped} dropped; {acknowledged:,} acknowledged, {stored:,} there",
    )
    assert dropped == 0
    assert stored == acknowledged
