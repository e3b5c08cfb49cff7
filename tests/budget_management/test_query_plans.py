"""The hot statements walk the indexes that are there for them, on either database."""

import pytest
from django.db import connection

from budget_management import averages, selectors
from tests.factories import make_plan, make_user
from tests.query_plans import plan_of


@pytest.fixture
def explain(db):
    make_plan(make_user(), food=1)

    def explain(statement, parameters):
        if connection.vendor == "postgresql":
            # So few rows are read fastest without any index.
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("SET LOCAL enable_bitmapscan = off")
        for parameter in parameters:
            statement = statement.replace("%s", str(parameter), 1)
        return plan_of(statement)

    return explain


@pytest.mark.parametrize(
    ("statement", "parameters"),
    [
        (selectors.APPLIED_PLAN, (1, 202611)),
        (selectors.IS_BUDGETED, (1, 1, 1, 202611, 1)),
        (averages._statement([1, 2]), (0, 5_000)),
    ],
)
def test_plans_are_found_by_owner_and_month_and_lines_by_plan(explain, statement, parameters):
    found = explain(statement, parameters)
    assert "plan_of_month" in found or "sqlite_autoindex_budget_management_monthplan" in found, found
    by_owner = "line_of_category" in found or "sqlite_autoindex_budget_management_budgetline" in found
    assert by_owner or "budgetline_plan_id" in found, found
    assert "Seq Scan on budget_management" not in found
    assert "SCAN budget_management" not in found


def test_the_newest_change_is_read_off_its_index(explain):
    assert "plan_changes" in explain("SELECT MAX(updated_at) FROM budget_management_monthplan", ())
