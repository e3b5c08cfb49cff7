"""alice has budgeted food and transport for November 2026, and bob has food."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from budget_management.models import MonthPlan
from tests.contract import description
from tests.factories import make_plan


@pytest.fixture
def plan(alice) -> MonthPlan:
    return make_plan(alice, 202611, food=300_000, transport=90_000)


@pytest.fixture
def bobs_plan(bob) -> MonthPlan:
    return make_plan(bob, 202611, food=200_000)


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Run calls at the same time, each in a thread and on a connection of its own, and return their results."""

    def one(call: Callable[[], Any]) -> Any:
        try:
            return call()
        finally:
            connection.close()

    def run(calls: list[Callable[[], Any]]) -> list[Any]:
        # The description that answers are held against is made once, and not by many threads at a time.
        description()
        with ThreadPoolExecutor(len(calls)) as threads:
            return [future.result() for future in [threads.submit(one, call) for call in calls]]

    return run
