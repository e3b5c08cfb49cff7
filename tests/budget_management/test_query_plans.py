"""The hot statements walk the indexes that are there for them, on either database."""

import pytest

from accounts.models import User
from budget_management import averages, selectors
from budget_management.models import BudgetLine, MonthPlan
from tests.factories import category
from tests.query_plans import learn_tables, plan_of


@pytest.fixture
def explain(db):
    # In tables that the planner knows; few rows are read fastest without an index.
    crowd = User.objects.bulk_create(User(username=name, username_key=name) for name in map(str, range(2_000)))
    plans = MonthPlan.objects.bulk_create(MonthPlan(owner=owner, month=202611) for owner in crowd)
    food = category()
    BudgetLine.objects.bulk_create(BudgetLine(owner=p.owner, plan=p, category=food, amount=1) for p in plans)
    learn_tables()

    def explain(statement, parameters):
        for parameter in parameters:
            statement = statement.replace("%s", str(parameter), 1)
        return plan_of(statement)

    return explain


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (selectors.APPLIED_PLAN, (1, 202611)),
        (selectors.APPLIED_LINES, (1, 1, 202611)),
        (selectors.APPLIED_PLANS, (1, 202611, 1, 202512)),
        (selectors.BUDGETED, (1, 1, 202611, 1)),
        (averages._statement([1, 2]), (0, 10)),
    ],
)
def test_plans_are_found_by_owner_and_month_and_lines_by_plan(explain, statement, parameters):
    found = explain(statement, parameters)
    assert "plan_of_month" in found or "sqlite_autoindex_budget_management_monthplan" in found, found
    by_owner = "line_of_category" in found or "sqlite_autoindex_budget_management_budgetline" in found
    assert by_owner or "budgetline_plan_id" in found, found
    assert "Seq Scan on budget_management" not in found
    assert "SCAN budget_management" not in found


def test_what_changed_is_read_off_its_index(explain):
    assert "plan_changes" in explain(averages.CHANGED, (1_000, "'2026-11-24 00:00:00'"))
