"""The three reports, asked for over the API."""

from typing import Any

from tests.contract import ContractClient


def recommendation(client: ContractClient, on: str | None = None, **headers: str) -> dict[str, Any]:
    return _ask(client, "daily-recommendation", on, headers)


def summary(client: ContractClient, on: str | None = None, **headers: str) -> dict[str, Any]:
    return _ask(client, "daily-summary", on, headers)


def statistics(client: ContractClient, on: str | None = None, **headers: str) -> dict[str, Any]:
    return _ask(client, "spending-statistics", on, headers)


ALL = (recommendation, summary, statistics)


def _ask(client: ContractClient, report: str, on: str | None, headers: dict[str, str]) -> dict[str, Any]:
    answer = client.get(f"/api/expenses/{report}/", {"date": on} if on else {}, headers=headers)
    assert answer.status_code == 200, answer.content
    return answer.json()
