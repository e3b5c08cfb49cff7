"""Every statement of the requests of every day stays inside one owner's rows, by an index, on either database.

PostgreSQL is told to read no table whole unless nothing else is possible, because it would for the few rows here. It
knows of a crowd in every table that grows: for a few rows, any index is as good to it as any other.
"""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuthSession, User
from budget_management.models import BudgetLine, MonthPlan
from core import clock
from expenses.models import CreationReply, Expense
from notifications.models import InboxMessage, Kind
from tests.factories import category, make_expense, make_plan
from tests.query_plans import learn_tables, plan_of

# As many rows as there are categories and days, however many people there are.
SMALL = (
    "categories_category|budget_management_shareaverage|budget_management_sharerefresh|reports_peeraverage|"
    # Their names in the statements, which SQLite tells.
    "c|a|r|CONSTANT ROW|s|p|spent|month|month LEFT-JOIN"
)
KEYS = "owner_id|user_id|rowid|id|plan_id|category_id|start_day|code"
NOVEMBER = "start_date=2026-11-01&end_date=2026-11-30"
LUNCH = {"category": "food", "amount": 9_500}
READS = [
    "/api/expenses/daily-summary/",
    "/api/expenses/daily-recommendation/",
    "/api/expenses/spending-statistics/",
    "/api/budget/",
    f"/api/expenses/list/?{NOVEMBER}",
    f"/api/expenses/list/?{NOVEMBER}&category=food&min_amount=1&search=x&ordering=-amount",
    "/api/notifications/inbox/",
]
WRITES = [("/api/expenses/create/", LUNCH), ("/api/budget/recommendation/", {"total_amount": 2_000_000})]


@pytest.fixture
def crowd(db):
    """Many others, with a login, a plan and expenses each."""
    food, until = category(), clock.now() + timedelta(days=180)
    people = User.objects.bulk_create(User(username=f"u{n}", username_key=f"u{n}", password="!") for n in range(500))
    AuthSession.objects.bulk_create(AuthSession(user=person, expires_at=until) for person in people)
    plans = MonthPlan.objects.bulk_create(MonthPlan(owner=person, month=202611) for person in people)
    BudgetLine.objects.bulk_create(
        BudgetLine(owner_id=plan.owner_id, plan=plan, category=food, amount=300_000) for plan in plans
    )
    Expense.objects.bulk_create(
        Expense(owner=person, category=food, amount=9_500, spent_on=date(2026, 11, day))
        for person in people
        for day in range(1, 6)
    )
    CreationReply.objects.bulk_create(
        CreationReply(owner=person, key=str(n), fingerprint="", body="{}") for n, person in enumerate(people)
    )
    InboxMessage.objects.bulk_create(InboxMessage(owner=person, kind=Kind.MORNING) for person in people)
    learn_tables()


@pytest.fixture
def plans(crowd, alice, as_alice):
    """Return the plans of all that a request does, the second time, when averages are kept."""
    make_plan(alice, food=300_000)
    make_expense(alice)

    def plans(method, path, *body, **options):
        for _ in range(2):
            with CaptureQueriesContext(connection) as captured:
                getattr(as_alice, method)(path, *body, **{name: given() for name, given in options.items()})
        statements = [query["sql"] for query in captured if re.match(r"\s*(SELECT|INSERT|UPDATE|DELETE)", query["sql"])]
        assert statements
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
        found = [plan_of(statement) for statement in statements]
        assert_crowded(found)
        return found

    return plans


def assert_crowded(plans):
    """Hold that PostgreSQL had something to choose by."""
    if connection.vendor == "postgresql":
        tables = {table for plan in plans for table in re.findall(r" on (\w+_\w+)", plan)}
        with connection.cursor() as cursor:
            cursor.execute("SELECT relname FROM pg_class WHERE relname = ANY(%s) AND reltuples < 500", [list(tables)])
            assert [name for (name,) in cursor if not re.fullmatch(SMALL, name)] == []


def assert_by_index(plan):
    if connection.vendor == "sqlite":
        for table in re.findall(r"^SCAN (.+?)(?: USING .*)?$", plan, re.MULTILINE):
            assert re.fullmatch(SMALL, table), plan
        for search in re.findall(r"^SEARCH .*", plan, re.MULTILINE):
            assert re.search(rf"\(({KEYS})=\?", search), plan
    else:
        for table in re.findall(r"Seq Scan on (\w+)", plan):
            assert re.fullmatch(SMALL, table), plan
        for node in re.split(r"\n", re.sub(r"\n\s+(?!->)(?!\s*SubPlan|\s*InitPlan)", " ", plan)):
            if re.search(rf"Index (Only )?Scan .*on (?!({SMALL})\b)\w+", node):
                assert re.search(rf"Index Cond: \(+(\w+\.)?({KEYS}|username_key) = ", node), plan


@pytest.mark.parametrize("path", READS)
def test_a_read_of_every_day(plans, path):
    for plan in plans("get", path):
        assert_by_index(plan)


@pytest.mark.parametrize(("path", "body"), WRITES)
def test_a_write_of_every_day(plans, path, body):
    for plan in plans("post", path, body):
        assert_by_index(plan)


@pytest.mark.parametrize("key", [uuid4, lambda: "the same again"])
def test_a_write_with_a_key(plans, key):
    for plan in plans("post", "/api/expenses/create/", LUNCH, headers=lambda: {"Idempotency-Key": str(key())}):
        assert_by_index(plan)


def test_a_statement_without_an_index_is_seen(alice):
    with CaptureQueriesContext(connection) as captured:
        list(AuthSession.objects.filter(user_agent="x"))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    with pytest.raises(AssertionError):
        assert_by_index(plan_of(captured[0]["sql"]))
