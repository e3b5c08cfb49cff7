"""Whoever erases what they have leaves nothing in the files, though others read and write meanwhile."""

import pytest

from tests.database import KIND
from tests.servers import PASSWORD, Server, serving, volley, wait_for

from .writers import Writers

pytestmark = pytest.mark.server

CANARY = "kanarienvogel"


def files_with_it(server: Server) -> list[str]:
    """Return the names of all files in the service's folder, its log among them, that hold the canary."""
    files = [path for path in server.folder.rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes()]


def tables_with_it(server: Server) -> list[str]:
    columns = (("accounts_user", "username"), ("expenses_expense", "memo"), ("accounts_authsession", "user_agent"))
    return [
        table
        for table, column in columns
        if server.query(f"SELECT 1 FROM {table} WHERE {column} LIKE '%{CANARY}%' LIMIT 1")
    ]


def test_a_canary_is_nowhere_once_its_owner_has_erased_it(measured):
    with serving() as server:
        writers = Writers(server)
        canary = server.person(CANARY)
        canary.client.patch("/api/accounts/me/", json={"email": f"{CANARY}@example.org"}).raise_for_status()
        canary.client.post("/api/accounts/login/", json=canary.credentials, headers={"User-Agent": CANARY})
        with writers.at_work():
            # Enough, among the rows of others, that pages fill up, split, and are given back.
            for number in range(10):
                memos = (f"{CANARY} {number} {n} " + "x" * (7 * n) for n in range(20))
                entries = ({"category": "food", "amount": 1, "memo": memo} for memo in memos)
                answers = volley(server.port, [canary.raw("POST", "/api/expenses/", entry) for entry in entries])
                assert {answer.status for answer in answers} == {201}
            assert len(tables_with_it(server)) == 3
            assert files_with_it(server) or KIND == "postgresql"
            canary.client.post("/api/accounts/erase/", json={"password": PASSWORD}).raise_for_status()
            found = [*tables_with_it(server), *files_with_it(server)]
            written = len(writers.acknowledged)
            wait_for(lambda: len(writers.acknowledged) > written)
    where = "database file, log and other files" if KIND == "sqlite" else "tables, and files of the service"
    measured(
        "erase: a canary, 8 writers meanwhile",
        "absent in a byte scan of the database file",
        f"in none of {where}" if not found else str(found),
    )
    assert found == []
