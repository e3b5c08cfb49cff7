"""How the database at hand goes about a statement."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

GROWING = (
    "accounts_authsession", "accounts_user", "budget_management_budgetline", "budget_management_monthplan",
    "expenses_creationreply", "expenses_expense", "notifications_delivery", "notifications_inboxmessage",
)  # fmt: skip


def learn_tables() -> None:
    """Have the database know its tables as they are, and not as rows of other tests have blown their indexes up."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in GROWING:
                cursor.execute(f"REINDEX TABLE {table}")
        cursor.execute("ANALYZE")


def plans_of(act: Callable[[], Any], *, reading: str) -> list[str]:
    """Do it, and return the plans of the statements among it that read the table `reading`."""
    with CaptureQueriesContext(connection) as captured:
        act()
    found = [query["sql"] for query in captured if reading in query["sql"]]
    assert found, f"nothing read {reading}"
    return [plan_of(statement) for statement in found]


def plan_of(statement: str) -> str:
    """Return the plan of a statement, a step a line."""
    word = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
    with connection.cursor() as cursor:
        cursor.execute(f"{word} {statement}")
        return "\n".join(str(row[-1]) for row in cursor.fetchall())
