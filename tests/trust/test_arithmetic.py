"""Whatever a person does, in whatever order: every number is what a recomputation from their rows says."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from expenses.models import Expense
from tests.conftest import client_for
from tests.factories import make_expense, make_plan, make_user

from .ledger import Day, Entry, Ledger, Line, added, name, without
from .sizes import SIZES

REPORTS = "/api/expenses/{}/"
WORDS = ("label", "message", "floor_applied", "vs_other_users")
START = datetime(2027, 12, 20, 3, 0, tzinfo=UTC)
codes = st.sampled_from(("food", "housing", "beauty"))
amounts = st.one_of(st.integers(1, 3_000), st.integers(1, 3_000_000), st.just(10**12))
budgets = st.one_of(st.just(0), st.integers(0, 3_000_000), st.just(10**12))
zones = st.sampled_from(["Asia/Seoul", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe", "Africa/Cairo"])
# Days around today: mostly close, at times in the month before last or in the next one.
days = st.one_of(st.just(0), st.integers(-3, 1), st.integers(-70, 40))


class Life(RuleBasedStateMachine):
    """Somebody who plans, spends, changes their mind and moves, beside a neighbour whose rows must never show."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.traveller = time_machine.travel(START, tick=False)
        self.clock = self.traveller.start()
        self.now, self.zone, self.ledger = START, "Asia/Seoul", Ledger()
        self.person = make_user("alice")
        neighbour = make_user("bob")
        make_plan(neighbour, 202701, food=7, transport=7)
        for day in ("2027-11-25", "2027-12-20", "2028-01-10"):
            make_expense(neighbour, 777_777_777, on=day)
        self.log_in()

    def teardown(self) -> None:
        self.traveller.stop()
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    def log_in(self) -> None:
        """A token is good for 15 minutes, and time passes."""
        self.client = client_for(self.person)

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    @initialize(food=budgets, housing=budgets)
    def begin(self, food: int, housing: int) -> None:
        self.plan("food", food, 0, -2)
        self.plan("housing", housing, 40, -2)

    @rule(category=codes, amount=budgets, percent=st.sampled_from([0, 0, 40, 100]), months=st.integers(-2, 2))
    def plan(self, category: str, amount: int, percent: int, months: int) -> None:
        month, line = added(self.ledger.month_of(self.today), months), Line(amount, amount * percent // 100)
        body = {"category": category, "amount": amount, "fixed_amount": line.fixed, "month": name(month)}
        assert self.client.post("/api/budget/", [body]).status_code == 201
        self.ledger.own_plan(month)[category] = line

    @rule(category=codes, months=st.integers(-1, 1))
    def leave_out(self, category: str, months: int) -> None:
        month = added(self.ledger.month_of(self.today), months)
        stood = category in (self.ledger.plan(month) or {})
        answer = self.client.delete(f"/api/budget/{category}/?month={name(month)}")
        assert answer.status_code == (204 if stood else 404)
        if stood:
            del self.ledger.own_plan(month)[category]

    @rule(category=codes, amount=amounts, away=st.one_of(st.none(), days), excluded=st.booleans())
    def spend(self, category: str, amount: int, away: int | None, excluded: bool) -> None:
        entry = Entry(category, amount, self.today + timedelta(days=away or 0), excluded)
        body: dict[str, Any] = {"category": category, "amount": amount, "excluded_from_total": excluded}
        answer = self.client.post("/api/expenses/", body | ({} if away is None else {"date": entry.on.isoformat()}))
        if self.ledger.takes(category, self.ledger.month_of(entry.on)):
            assert (answer.status_code, answer.json()["date"]) == (201, entry.on.isoformat())
            self.ledger.entries[answer.json()["id"]] = entry
        else:
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "category_not_budgeted")

    @precondition(lambda self: self.ledger.entries)
    @rule(data=st.data(), category=st.none() | codes, amount=st.none() | amounts, away=st.none() | days)
    def change(self, data: st.DataObject, category: str | None, amount: int | None, away: int | None) -> None:
        number = data.draw(st.sampled_from(sorted(self.ledger.entries)))
        old = self.ledger.entries[number]
        on = old.on if away is None else self.today + timedelta(days=away)
        new = replace(old, category=category or old.category, amount=amount or old.amount, on=on)
        body = {"category": new.category, "amount": new.amount, "date": new.on.isoformat()}
        answer = self.client.patch(f"/api/expenses/{number}/", body)
        moved = (new.category, self.ledger.month_of(new.on)) != (old.category, self.ledger.month_of(old.on))
        if moved and not self.ledger.takes(new.category, self.ledger.month_of(new.on)):
            assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "category_not_budgeted")
        else:
            assert answer.status_code == 200
            self.ledger.entries[number] = new

    @precondition(lambda self: self.ledger.entries)
    @rule(data=st.data(), excluded=st.booleans())
    def exclude(self, data: st.DataObject, excluded: bool) -> None:
        number = data.draw(st.sampled_from(sorted(self.ledger.entries)))
        assert self.client.patch(f"/api/expenses/{number}/", {"excluded_from_total": excluded}).status_code == 200
        self.ledger.entries[number] = replace(self.ledger.entries[number], excluded=excluded)

    @precondition(lambda self: self.ledger.entries)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.ledger.entries)))
        assert self.client.delete(f"/api/expenses/{number}/").status_code == 204
        del self.ledger.entries[number]

    @rule(hours=st.integers(1, 24 * 20))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.clock.move_to(self.now)
        self.log_in()

    @rule(zone=zones)
    def move(self, zone: str) -> None:
        assert self.client.patch("/api/accounts/me/", {"time_zone": zone}).status_code == 200
        self.zone = zone

    @rule(start=st.integers(1, 31), unit=st.sampled_from([1, 10, 100, 1_000, 7]), floor=st.integers(0, 100))
    def choose(self, start: int, unit: int, floor: int) -> None:
        body = {"month_start_day": start, "rounding_unit": unit, "floor_percent": floor}
        assert self.client.patch("/api/accounts/me/", body).status_code == 200
        self.ledger.rules = replace(self.ledger.rules, start_day=start, unit=unit, floor_percent=floor)

    @invariant()
    def every_number_is_what_the_rows_say(self) -> None:
        for day in (self.today, self.today - timedelta(days=25)):
            expected = Day(self.ledger, day)
            asked = {"date": day.isoformat()} if day != self.today else {}
            for report in ("recommendation", "summary", "statistics"):
                path = REPORTS.format({"statistics": "spending-statistics"}.get(report, f"daily-{report}"))
                found = without(self.client.get(path, asked).json(), *WORDS)
                assert found == getattr(expected, report)(), report

    @invariant()
    def the_list_has_every_row_once_and_their_sum(self) -> None:
        entries = self.ledger.entries
        first, last = self.today - timedelta(days=1_000), self.today + timedelta(days=1_000)
        found = self.client.get("/api/expenses/list/", {"start_date": first, "end_date": last, "limit": 500}).json()
        assert {row["id"]: (row["category"], row["amount"], row["date"]) for row in found["expenses"]} == {
            number: (entry.category, entry.amount, entry.on.isoformat()) for number, entry in entries.items()
        }
        assert found["total_expense"] == sum(entry.amount for entry in entries.values() if not entry.excluded)
        assert found["count"] == len(entries) == Expense.objects.filter(owner=self.person).count()


def test_every_number_is_what_a_recomputation_from_the_rows_says(db, measured):
    chosen = settings(
        max_examples=SIZES.ledgers,
        stateful_step_count=SIZES.ledger_steps,
        deadline=None,
        derandomize=not SIZES.is_long,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Life, settings=chosen)
    trial = f"arithmetic: {SIZES.ledgers} people × {SIZES.ledger_steps} steps"
    measured(trial, "every number equals a recomputation from the rows", "all did")
