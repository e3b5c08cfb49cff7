"""Writers and readers at the same moment, in threads of their own."""

from datetime import timedelta

import pytest

from budget_management import averages, services
from budget_management.models import BudgetLine, MonthPlan, ShareRefresh
from budget_management.services import Entry
from categories.catalog import CATALOG
from core.periods import BudgetMonth
from tests.factories import category, make_plan, make_user
from tests.parallel import at_once, committed

pytestmark = committed
MONTH = BudgetMonth(2026, 11)


def setter(owner, code, amount, month=MONTH):
    entry = Entry(category(code), month, amount)
    return lambda: services.set_budget(owner=owner, entries=[entry])


def lines(month=202611):
    found = BudgetLine.objects.filter(plan__month=month).order_by("category__position")
    return dict(found.values_list("category__code", "amount"))


def test_parallel_first_writes_to_a_month_lose_nothing():
    alice = make_user()
    make_plan(alice, 202609, food=1, other=2)
    codes = [kind.code for kind in CATALOG[:8]]
    at_once(*(setter(alice, code, 100 + index) for index, code in enumerate(codes)))
    assert lines() == {code: 100 + index for index, code in enumerate(codes)} | {"other": 2}
    assert MonthPlan.objects.filter(month=202611).count() == 1


def test_parallel_writes_of_one_category_leave_one_of_them():
    alice = make_user()
    at_once(*(setter(alice, "food", amount) for amount in range(1, 9)))
    assert lines()["food"] in range(1, 9)
    assert BudgetLine.objects.count() == 1


def test_parallel_lists_of_crossing_months_do_not_block_each_other_for_good():
    alice = make_user()
    months = [MONTH, MONTH.next(), MONTH.previous()]
    lists = [
        [Entry(category("food"), month, 5) for month in order] for order in (months, months[::-1]) for _ in range(3)
    ]
    at_once(*((lambda entries=entries: services.set_budget(owner=alice, entries=entries)) for entries in lists))
    assert MonthPlan.objects.count() == 3
    assert BudgetLine.objects.count() == 3


def test_a_first_write_and_a_removal_at_once_copy_the_plan_once():
    alice = make_user()
    make_plan(alice, 202609, food=1, housing=2)
    at_once(
        setter(alice, "food", 7),
        lambda: services.remove_category(owner=alice, category="housing", month=MONTH),
    )
    assert lines() == {"food": 7}


@pytest.mark.parametrize("ever_computed", [True, False])
def test_readers_who_find_the_averages_too_old_compute_them_once(fixed_now, ever_computed):
    make_plan(make_user(), food=1)
    if ever_computed:
        averages.refresh_shares()
    fixed_now.shift(timedelta(seconds=61))
    due = timedelta(seconds=60)
    assert sum(at_once(*[lambda: averages._refresh(unless_checked_within=due)] * 6)) == 1
    assert ShareRefresh.objects.get().contributors == 1
