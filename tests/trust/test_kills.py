"""kill -9 of everything, or of any one process, again and again under eight writers."""

from collections.abc import Iterator
from itertools import count
from random import Random
from threading import Event

import httpx
import psutil
import pytest

from tests.database import KIND
from tests.servers import PASSWORD, Person, Server, sent_at_once, serving, volley, wait_for

from .sizes import SIZES
from .writers import Writers

pytestmark = pytest.mark.server

KEYS_AT_ONCE = 20
CODES = ("food", "housing", "transport", "health", "leisure")
LUNCHES = 10


class Planner:
    """Somebody who gives five categories the same amount, in one list, over and over, each time a little more."""

    def __init__(self, server: Server) -> None:
        self.person, self.acknowledged = server.person(), 0
        self.set(1)

    def set(self, amount: int) -> None:
        entries = [{"category": code, "amount": amount, "month": "2030-01"} for code in CODES]
        if self.person.client.post("/api/budget/", json=entries).status_code == 201:
            self.acknowledged = amount

    def run(self, over: Event) -> None:
        for amount in count(2):
            if over.is_set():
                return
            try:
                self.set(amount)
            except httpx.TransportError:
                wait_for(self.person.server.is_ready)

    def is_whole(self) -> bool:
        """Tell whether all five have one amount, and none less than was acknowledged."""
        least = self.acknowledged
        [(lines, lowest, highest)] = self.person.server.query(
            "SELECT count(*), min(amount), max(amount) FROM budget_management_budgetline AS line"
            " JOIN budget_management_monthplan AS plan ON plan.id = plan_id"
            f" WHERE plan.month = 203001 AND line.owner_id = {self.person.id}"
        )
        return lines == len(CODES) and least <= lowest == highest


class Leaver(Person):
    """Somebody with ten expenses, who erases all there is."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__(server, name)
        volley(server.port, [self.raw("POST", "/api/expenses/", {"category": "food", "amount": 1})] * LUNCHES)

    @property
    def farewell(self) -> bytes:
        return self.raw("POST", "/api/accounts/erase/", {"password": PASSWORD})

    def what_is_there(self) -> tuple[int, ...]:
        """Return how many rows there are of the person, the expenses and the budget, at one moment."""
        tables = {"accounts_user": "id", "expenses_expense": "owner_id", "budget_management_budgetline": "owner_id"}
        counts = (f"(SELECT count(*) FROM {table} WHERE {owner} = {self.id})" for table, owner in tables.items())
        [found] = self.server.query(f"SELECT {', '.join(counts)}")
        return found


class Trial:
    """A service, those who use it, and what was there after each kill."""

    def __init__(self, server: Server) -> None:
        self.server, self.writers, self.planner = server, Writers(server), Planner(server)
        self.sharer, self.chance = server.person(), Random(6)
        self.kills = self.whole_plans = 0
        self.leavers: list[Leaver] = []
        self.left: list[tuple[int, ...]] = []
        self.ids_of_keys: list[set[int]] = []
        self.rows_of_keys: list[int] = []

    def kill(self) -> None:
        """Kill all processes, or any one of them, at any moment of an erasure and of twenty creations with one key."""
        leaver, number = Leaver(self.server, f"leaver-{self.kills}"), self.kills
        lunch = {"category": "food", "amount": 1, "memo": f"key {number}"}
        same = [self.sharer.raw("POST", "/api/expenses/", lunch, idempotency_key=f"key {number}")] * KEYS_AT_ONCE
        self.writers.wait_until_acknowledged(SIZES.acknowledged * (number + 1) // SIZES.kills)
        with sent_at_once(self.server.port, [leaver.farewell, *same]):
            self.writers.wait_until_acknowledged(len(self.writers.acknowledged) + self.chance.randrange(30))
            kill(self.server, None if number % 2 == 0 else self.chance.choice(self.server.processes()))
        self.kills += 1
        self.whole_plans += self.planner.is_whole()
        self.leavers.append(leaver)
        self.left.append(leaver.what_is_there())
        self.ids_of_keys.append({answer.body["id"] for answer in volley(self.server.port, same)})
        [(rows,)] = self.server.query(f"SELECT count(*) FROM expenses_expense WHERE memo = 'key {number}'")
        self.rows_of_keys.append(rows)
        for person in (*self.writers.people, self.planner.person, self.sharer):
            person.refresh()


@pytest.fixture(scope="module")
def aftermath() -> Iterator[Trial]:
    with serving(LOGIN_LIMIT_ADDRESS="1000") as server:
        trial = Trial(server)
        with trial.writers.at_work(trial.planner.run):
            for _ in range(SIZES.kills):
                trial.kill()
        yield trial


def kill(server: Server, victim: psutil.Process | None) -> None:
    """Kill the one, or all of them, and have the service back."""
    if victim is None:
        server.kill()
    else:
        is_web_worker = victim.ppid() not in (server.process.pid, psutil.Process().pid)
        victim.kill()
        if is_web_worker:
            # Another takes its place; nobody has to do anything.
            wait_for(lambda: not victim.is_running())
            wait_for(server.is_ready)
            return
        server.wait_until_gone()
    server.restart()


def test_every_acknowledged_row_is_there_once(aftermath, measured):
    acknowledged = aftermath.writers.acknowledged
    lost, doubled = aftermath.writers.lost_and_doubled()
    measured(
        f"kill -9 × {aftermath.kills} under 8 writers",
        "≥ 10,000 acknowledged, 0 lost, 0 doubled",
        f"{len(acknowledged):,} acknowledged, {len(lost)} lost, {len(doubled)} doubled",
    )
    assert len(acknowledged) >= SIZES.acknowledged
    assert (lost, doubled) == ([], [])


def test_what_was_asked_for_until_acknowledged_is_all_there_is(aftermath):
    """Of those with keys. Without, a row may be there whose acknowledgement was lost."""
    with_keys = [writer for writer in aftermath.writers.all if writer.with_keys]
    acknowledged = {memo for writer in with_keys for memo in writer.acknowledged}
    names = tuple(f"{writer.name} " for writer in with_keys)
    assert {memo for memo in aftermath.writers.rows() if memo.startswith(names)} == acknowledged


def test_nobody_who_was_answered_was_told_of_a_failure(aftermath):
    assert set(aftermath.writers.statuses) <= {201, 503}


def test_a_key_used_by_twenty_at_once_holds_across_a_kill(aftermath, measured):
    single = sum(len(ids) == 1 for ids in aftermath.ids_of_keys)
    measured(
        f"one idempotency key, {KEYS_AT_ONCE} at once, kill -9, {KEYS_AT_ONCE} again, × {aftermath.kills}",
        "one row each",
        f"{sum(aftermath.rows_of_keys)} rows for {aftermath.kills} keys",
    )
    assert single == aftermath.kills
    assert aftermath.rows_of_keys == [1] * aftermath.kills


def test_a_list_of_budgets_is_stored_whole_or_not_at_all(aftermath, measured):
    measured(
        "lists of five budgets under kill -9",
        "all or nothing",
        f"whole after {aftermath.whole_plans} of {aftermath.kills} kills",
    )
    assert aftermath.whole_plans == aftermath.kills


def test_an_erasure_is_whole_or_has_not_happened(aftermath, measured):
    gone, whole = (0, 0, 0), (1, LUNCHES, 2)
    measured(
        "erasure under kill -9",
        "all or nothing",
        f"{aftermath.left.count(gone)} gone, {aftermath.left.count(whole)} whole of {aftermath.kills}",
    )
    assert set(aftermath.left) <= {gone, whole}
    assert {leaver.what_is_there() for leaver in aftermath.leavers} <= {gone, whole}


def test_the_database_is_intact(aftermath, measured):
    ask = aftermath.server.query
    if KIND == "sqlite":
        found = [row for row in ask("PRAGMA integrity_check") if row != ("ok",)] + ask("PRAGMA foreign_key_check")
        measured("integrity check after all kills", "ok", "ok" if not found else str(found[:3]))
        assert found == []
        return
    # Every index is made anew from the rows, which fails where one is there twice.
    tables = [name for (name,) in ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    for table in tables:
        ask(f'REINDEX TABLE "{table}"')
    measured("integrity check after all kills", "ok", f"ok: {len(tables)} tables, all indexes made anew")
