import json
from datetime import date, timedelta

import pytest
from django.db import connection

from expenses.models import Expense
from reports import batch
from tests.factories import category, make_expense, make_plan, make_user
from tests.query_plans import learn_tables


@pytest.fixture
def told(db):
    """Two out of thirty people, who have long histories, are asked about one month."""
    people = [make_user(f"u{number}") for number in range(30)]
    food = category("food")
    for person in people:
        for month in (202609, 202610, 202611):
            make_plan(person, month, food=300_000, transport=90_000)
        days = (date(2026, 11, 23) - timedelta(days=ago) for ago in range(400))
        Expense.objects.bulk_create(Expense(owner=person, category=food, amount=5_000, spent_on=day) for day in days)
    if connection.vendor == "postgresql":
        learn_tables()
    row = {"month": 202611, "first_day": "2026-11-01", "day": "2026-11-23"}
    return json.dumps([{"place": place, "owner_id": people[place].pk} | row for place in range(2)])


def plan_of(statement, told):
    text = statement.format(asked=batch.ASKED[connection.vendor])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Of so few rows every way to read them is cheap; which index could be used is what is asked.
            for way in ("seqscan", "hashjoin", "mergejoin"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        prefix = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        cursor.execute(prefix + text, [told])
        return "\n".join(str(row) for row in cursor.fetchall())


@pytest.mark.parametrize(
    ("statement", "indexes"), [(batch.LINES, ["plan_of_month", "line_of_category"]), (batch.SPENT, ["expense_of_day"])]
)
def test_people_are_looked_up_by_index(told, statement, indexes):
    plan = plan_of(statement, told)
    if connection.vendor == "sqlite":
        # SQLite names the indexes of constraints in its own way.
        assert plan.count("SEARCH") == len(indexes), plan
        assert "SCAN expense" not in plan
        assert "SCAN line" not in plan
    else:
        assert indexes[0] in plan
        assert "Seq Scan" not in plan


def test_every_way_is_for_one_person_over_one_month(told):
    with connection.cursor() as cursor:
        cursor.execute(batch.SPENT.format(asked=batch.ASKED[connection.vendor]), [told])
        assert sorted(row[2:] for row in cursor.fetchall()) == [(22 * 5_000, 5_000)] * 2


def test_a_day_is_compared_as_a_day(db, alice):
    make_expense(alice, 1, on="2026-11-01")
    make_expense(alice, 10, on="2026-10-31")
    make_expense(alice, 100, on="2026-11-09")
    make_expense(alice, 1_000, on="2026-11-10")
    day = date(2026, 11, 9)
    ((_, seen),) = batch.months([(alice, day)])
    spending = seen.facts.spending
    assert (spending.before, spending.today) == ({"food": 1}, {"food": 100})
