"""What alice and bob did with an earlier version, and what is asked of it and of the present one."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import httpx

from tests.servers import PASSWORD, Server
from tests.upgrading.states import Answers

ALICE, BOB = "alice", "bob"
ONCE = {"Idempotency-Key": "lunch-1"}
LUNCH = {"category": "food", "amount": 9_500, "date": "2026-11-20", "memo": "김치찌개"}


def budget(month: str, **amounts: int | tuple[int, int]) -> list[dict[str, Any]]:
    pairs = {code: amount if isinstance(amount, tuple) else (amount, 0) for code, amount in amounts.items()}
    return [
        {"category": code, "month": month, "amount": amount, "fixed_amount": fixed}
        for code, (amount, fixed) in pairs.items()
    ]


def spent(day: str, **amounts: int) -> list[tuple[str, str, Any]]:
    return [("POST", "expenses/", {"category": code, "amount": it, "date": day}) for code, it in amounts.items()]


# A later version has more: where an earlier one has no such address, the step is left out.
STEPS: dict[str, list[tuple[str, str, Any]]] = {
    ALICE: [
        ("POST", "budget/", budget("2026-09", food=600_000, housing=(700_000, 550_000), transport=150_000)),
        ("POST", "budget/", budget("2026-11", food=500_000, leisure=0)),
        ("DELETE", "budget/transport/?month=2026-11", None),
        *spent("2026-09-02", housing=550_000, transport=1_450),
        *spent("2026-10-31", food=120_300, transport=61_000),
        *spent("2026-11-03", housing=560_000, food=33_300),
        (
            "POST",
            "expenses/",
            {"category": "food", "amount": 70_000, "date": "2026-11-19", "excluded_from_total": True},
        ),
        ("PUT", "notifications/settings/", {"morning": {"on": True}, "evening": {"on": True, "at": "21:30"}}),
        (
            "POST",
            "notifications/channels/",
            {"type": "discord", "target": {"url": f"https://discord.com/api/webhooks/1234567890123456789/{'x' * 68}"}},
        ),
    ],
    BOB: [
        ("PATCH", "accounts/me/", {"month_start_day": 25, "currency": "USD", "rounding_unit": 1, "language": "en"}),
        ("POST", "budget/", budget("2026-10", food=40_000, health=(10_099, 10_000))),
        *spent("2026-10-25", food=1_234, health=10_000),
        *spent("2026-11-24", food=39_999),
    ],
}

QUESTIONS = [
    "accounts/me/",
    *(f"budget/?month={month}" for month in ("2026-09", "2026-10", "2026-11")),
    "expenses/list/?" + urlencode({"start_date": "2026-09-01", "end_date": "2026-11-30", "limit": 500}),
    *(
        f"expenses/{what}/?date={day}"
        for what in ("daily-recommendation", "daily-summary", "spending-statistics")
        for day in ("2026-10-31", "2026-11-20", "2026-11-24")
    ),
    "notifications/settings/",
    "notifications/channels/",
]


@contextmanager
def log_in(server: Server, name: str) -> Iterator[httpx.Client]:
    with server.client() as client:
        answer = client.post("/api/accounts/login/", json={"username": name, "password": PASSWORD}).raise_for_status()
        client.headers["Authorization"] = f"Bearer {answer.json()['access']}"
        yield client


def live(server: Server) -> None:
    """Have them do all of it."""
    for name, steps in STEPS.items():
        with server.client() as anybody:
            credentials = {"username": name, "password": PASSWORD}
            anybody.post("/api/accounts/register/", json=credentials).raise_for_status()
        with log_in(server, name) as client:
            for method, path, body in steps:
                answer = client.request(method, f"/api/{path}", json=body)
                assert answer.is_success or answer.status_code == 404, answer.text
    with log_in(server, ALICE) as client:
        client.post("/api/expenses/", json=LUNCH, headers=ONCE).raise_for_status()


def ask(server: Server) -> Answers:
    """Return the answers to every question that this version understands."""
    found = {}
    for name in STEPS:
        with log_in(server, name) as client:
            found |= {(name, path): client.get(f"/api/{path}") for path in QUESTIONS}
    return {question: answer.json() for question, answer in found.items() if answer.is_success}
