import sqlite3
from contextlib import ExitStack, closing, contextmanager

import psycopg
import pytest

from tests.servers import read_answer, sent_at_once

pytestmark = pytest.mark.server

LUNCH = {"category": "food", "amount": 9_500}


@contextmanager
def nobody_writes(server):
    """Have the database make everybody wait who writes an expense."""
    if url := server.environment.get("DATABASE_URL"):
        with psycopg.connect(url) as held:
            held.execute("LOCK TABLE expenses_expense IN SHARE MODE")
            yield
    else:
        with closing(sqlite3.connect(server.folder / "harumok.sqlite3", isolation_level=None)) as held:
            held.execute("BEGIN IMMEDIATE")
            yield
            held.execute("ROLLBACK")


def test_those_who_wait_for_the_database_leave_the_others_served(server, person):
    requests = [person.raw("POST", "/api/expenses/create/", LUNCH)] * 12
    with ExitStack() as stack:
        with nobody_writes(server):
            connections = stack.enter_context(sent_at_once(server.port, requests))
            for _ in range(20):
                assert person.client.get("/api/expenses/daily-summary/", timeout=5).status_code == 200
        assert [read_answer(connection).status for connection in connections] == [201] * 12
    assert person.expenses()["count"] == 12
