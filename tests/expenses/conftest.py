"""alice has budgeted food and transport for November 2026, and bob has food."""

import pytest

from budget_management.models import MonthPlan
from tests.factories import make_plan


@pytest.fixture
def plan(alice) -> MonthPlan:
    return make_plan(alice, 202611, food=300_000, transport=90_000)


@pytest.fixture
def bobs_plan(bob) -> MonthPlan:
    return make_plan(bob, 202611, food=200_000)
