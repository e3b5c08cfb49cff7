"""Whatever is created, changed, excluded and deleted side by side: every total is that of the rows."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest

from tests.servers import Person, Server

from .sizes import SIZES

pytestmark = pytest.mark.server

CODES = ("food", "transport", "leisure")
CLIENTS, BURST = 8, 25
ACTIONS = {"create": 8, "change": 5, "exclude": 2, "delete": 3, "budget": 2}


class Household:
    """One person at several devices, each of which changes what any of them made, in the month until today."""

    def __init__(self, server: Server) -> None:
        self.person = server.person()
        self.set_budget("leisure", 0)
        self.made: list[int] = []
        self.today = date.fromisoformat(self.read("expenses/daily-summary")["date"])
        self.first = self.today.replace(day=1)

    def read(self, path: str, **query: Any) -> Any:
        return self.person.client.get(f"/api/{path}/", params=query).raise_for_status().json()

    def set_budget(self, code: str, amount: int) -> int:
        return self.person.client.post("/api/budget/", json=[{"category": code, "amount": amount}]).status_code

    def act(self, chance: Random) -> int:
        """Do one thing or another; return the status."""
        [action] = chance.choices(list(ACTIONS), list(ACTIONS.values()))
        code, amount, client = chance.choice(CODES), chance.randint(1, 90_000), self.person.client
        entry = {"category": code, "amount": amount, "date": self.some_day(chance)}
        if action == "budget":
            return self.set_budget(code, amount)
        if action == "create" or not self.made:
            answer = client.post("/api/expenses/", json=entry)
            self.made.append(answer.json()["id"])
            return answer.status_code
        path = f"/api/expenses/{chance.choice(self.made)}/"
        if action == "delete":
            return client.delete(path).status_code
        out = {"excluded_from_total": chance.random() < 0.7}
        return client.patch(path, json=entry if action == "change" else out).status_code

    def some_day(self, chance: Random) -> str:
        return (self.today - timedelta(days=chance.randrange(self.today.day))).isoformat()

    def burst(self, number: int) -> Counter[int]:
        chance = Random(number)
        return Counter(self.act(chance) for _ in range(BURST))


def said(household: Household) -> dict[str, Any]:
    """Return every total that the API tells."""
    listed = household.read("expenses/list", start_date=household.first, end_date=household.today)
    summary = household.read("expenses/daily-summary")
    return {
        "count": listed["count"],
        "month": {listed["total_expense"], summary["month_to_date"]["spent"], compared(household)},
        "today": {summary["total_expense"], household.read("expenses/daily-recommendation")["spent_today"]},
        "categories": {line["category"]: line["total"] for line in listed["category_totals"]},
        "of the day plan": {line["category"]: line["spent"] for line in summary["month_to_date"]["categories"]},
        "budgets": {line["category"]: line["amount"] for line in household.read("budget")},
    }


def compared(household: Household) -> int:
    statistics = household.read("expenses/spending-statistics")
    current: int = statistics["vs_last_month"]["current"]
    return current


def recomputed(household: Household) -> dict[str, Any]:
    """Return the same from the rows themselves."""
    person = household.person
    rows = rows_of(person)
    counted = [row for row in rows if not row[3]]
    spent = {code: sum(row[1] for row in counted if row[0] == code) for code in CODES}
    return {
        "count": len(rows),
        "month": {sum(row[1] for row in counted)},
        "today": {sum(row[1] for row in counted if row[2] == household.today.isoformat())},
        "categories": {code: spent[code] for code in CODES if any(row[0] == code for row in rows)},
        "of the day plan": spent,
        "budgets": dict(
            person.server.query(
                "SELECT code, amount FROM budget_management_budgetline AS line"
                f" JOIN categories_category AS kind ON kind.id = category_id WHERE line.owner_id = {person.id}"
            )
        ),
    }


def rows_of(person: Person) -> list[tuple[str, int, str, bool]]:
    """Return category, amount, day, and whether it is left out, of each expense."""
    found = person.server.query(
        "SELECT code, amount, spent_on, excluded_from_total FROM expenses_expense"
        f" JOIN categories_category AS kind ON kind.id = category_id WHERE expenses_expense.owner_id = {person.id}"
    )
    return [(code, amount, str(day), bool(out)) for code, amount, day, out in found]


def test_totals_are_those_of_the_rows(server, measured):
    households = [Household(server) for _ in range(4)]
    numbers, statuses, comparisons = count(), Counter[int](), 0
    with ThreadPoolExecutor(CLIENTS) as pool:
        while statuses.total() < SIZES.operations:
            bursts = [pool.submit(households[number % 4].burst, next(numbers)) for number in range(CLIENTS)]
            for done in bursts:
                statuses += done.result()
            for household in households:
                assert said(household) == recomputed(household)
                comparisons += 1
                household.person.refresh()
    measured(
        f"{SIZES.operations:,} mixed operations by {CLIENTS} clients",
        "totals of the API = recomputation from rows, always",
        f"equal in {comparisons} of {comparisons} comparisons; {statuses.total():,} operations, 0 5xx",
    )
    assert set(statuses) <= {200, 201, 204, 404}
