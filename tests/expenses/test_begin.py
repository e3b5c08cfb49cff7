"""A first budget, and what the month had taken before it, in one write."""

from datetime import date

import pytest

from accounts.models import User
from budget_management.models import BudgetLine, MonthPlan
from budget_management.services import Entry
from core.errors import AlreadyBegun, FixedAboveAmount
from core.periods import BudgetMonth
from expenses.models import Expense
from expenses.services import begin
from reports import today as todays
from tests.factories import category, make_plan, make_user
from tests.parallel import at_once, committed

NOVEMBER = BudgetMonth(2026, 11)
YESTERDAY = date(2026, 11, 22)
SPLIT = [
    ("food", 600_000, 0), ("housing", 620_000, 620_000), ("transport", 120_000, 0), ("health", 60_000, 0),
    ("leisure", 150_000, 0), ("clothing", 80_000, 0), ("telecom", 58_000, 58_000), ("household", 90_000, 0),
    ("beauty", 40_000, 0), ("other", 82_000, 0),
]  # fmt: skip


def start(owner, spent=0, split=SPLIT, start_day=1, month=NOVEMBER):
    entries = [Entry(category(code), month, amount, fixed) for code, amount, fixed in split]
    begin(owner=owner, month_start_day=start_day, entries=entries, spent=spent, spent_on=YESTERDAY, memo="시작 전 지출")


def test_the_23rd_does_not_promise_237_500_a_day(alice):
    start(alice, 1_393_300)
    plan = todays.for_user(alice).plan
    # 1,222,000 of living costs are 40,733 a day.
    assert (plan.total, plan.days_left, plan.situation.value) == (40_700, 8, "on_track")


def test_nothing_spent_leaves_the_whole_budget(alice):
    start(alice, 0)
    assert todays.for_user(alice).plan.total == round(1_222_000 / 8, -2)
    assert not Expense.objects.exists()


def test_it_becomes_an_expense_a_category_in_proportion(alice):
    start(alice, 1_000_050, [("food", 300_000, 0), ("beauty", 100_000, 0), ("other", 0, 0)])
    rows = Expense.objects.order_by("-amount").values_list("category__code", "amount", "spent_on", "memo")
    # In whole units; what is left of one goes to the largest.
    assert list(rows) == [
        ("food", 750_050, YESTERDAY, "시작 전 지출"),
        ("beauty", 250_000, YESTERDAY, "시작 전 지출"),
    ]


def test_more_than_the_budget_may_be_spent(alice):
    start(alice, 3_000_000)
    assert todays.for_user(alice).plan.situation.value == "over_budget"


def test_the_memo_is_found(alice, as_alice):
    start(alice, 10_000)
    period = {"start_date": "2026-11-01", "end_date": "2026-11-30", "search": "시작"}
    assert as_alice.get("/api/expenses/list/", period).json()["total_expense"] == 10_000


def test_the_month_starts_on_the_day_given(alice):
    start(alice, start_day=25, month=BudgetMonth(2026, 10))
    alice.refresh_from_db()
    assert (alice.month_start_day, MonthPlan.objects.get().month) == (25, 202610)


def test_a_second_time_changes_nothing(alice):
    start(alice, 10_000)
    with pytest.raises(AlreadyBegun):
        start(alice, 20_000, [("food", 5, 0)], start_day=25)
    alice.refresh_from_db()
    assert alice.month_start_day == 1
    assert BudgetLine.objects.count() == len(SPLIT)
    assert sum(Expense.objects.values_list("amount", flat=True)) == 10_000


def test_what_was_put_into_the_plan_with_nothing_is_no_budget_yet(alice):
    make_plan(alice, food=0, education=0)
    start(alice)
    assert BudgetLine.objects.get(category__code="food").amount == 600_000
    assert BudgetLine.objects.get(category__code="education").amount == 0


def test_a_contradiction_leaves_nothing_behind(alice):
    with pytest.raises(FixedAboveAmount):
        start(alice, 10_000, [("food", 5, 6)], start_day=25)
    assert User.objects.get().month_start_day == 1
    assert not MonthPlan.objects.exists()
    assert not Expense.objects.exists()


@committed
def test_two_taps_at_the_same_moment_make_one_set():
    alice = make_user()

    def tap():
        try:
            start(alice, 1_000_000)
        except AlreadyBegun:
            return "again"
        return "begun"

    assert sorted(at_once(*[tap] * 4)) == ["again", "again", "again", "begun"]
    assert Expense.objects.count() == len(SPLIT)
    assert sum(Expense.objects.values_list("amount", flat=True)) == 1_000_000
