"""What is alice's is, to charlie, as if it did not exist."""

import pytest

from budget_management.models import BudgetLine
from categories.models import Category
from tests.factories import make_plan

BUDGET = "/api/budget/"


@pytest.fixture(autouse=True)
def budget_of_alice(alice):
    make_plan(alice, 202610, food=300_000)


def test_charlie_reads_no_budget(as_charlie):
    assert as_charlie.get(BUDGET).json() == []
    assert as_charlie.get(f"{BUDGET}?month=2026-10").json() == []


def test_charlie_deletes_nothing(as_charlie):
    theirs = as_charlie.delete(f"{BUDGET}food/?month=2026-10")
    nobodys = as_charlie.delete(f"{BUDGET}nowhere/?month=2026-10")
    assert (theirs.status_code, theirs.json()) == (nobodys.status_code, nobodys.json()) == (404, nobodys.json())
    assert BudgetLine.objects.count() == 1


def test_charlie_changes_only_their_own(alice, as_alice, as_charlie):
    as_charlie.post(BUDGET, [{"category": "food", "amount": 1, "month": "2026-10"}])
    assert as_alice.get(f"{BUDGET}?month=2026-10").json()[0]["amount"] == 300_000
    assert as_charlie.get(f"{BUDGET}?month=2026-10").json()[0]["amount"] == 1


def test_charlies_first_month_copies_nothing_of_alices(as_charlie):
    as_charlie.post(BUDGET, [{"category": "housing", "amount": 1}])
    assert [row["category"] for row in as_charlie.get(BUDGET).json()] == ["housing"]


def test_a_category_of_alices_own_is_unknown_to_charlie(alice, as_alice, as_charlie):
    Category.objects.create(owner=alice, code="cats", label_ko="고양이", label_en="Cats", position=5)
    items = [{"category": "cats", "amount": 1}]
    assert as_alice.post(BUDGET, items).status_code == 201
    answer = as_charlie.post(BUDGET, items)
    assert answer.json()["errors"][0]["code"] == "unknown_category"
