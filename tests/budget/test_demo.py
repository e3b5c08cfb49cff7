from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.db.models import Max

from accounts.models import User
from budget.demo import build, household, neighbours
from budget_management.models import MonthPlan
from budget_management.selectors import is_budgeted
from core.periods import BudgetMonth
from expenses.models import Expense
from tests.factories import make_user


@pytest.fixture
def few(monkeypatch):
    """Six neighbours do here."""
    monkeypatch.setattr(neighbours, "HOW_MANY", 6)


@pytest.fixture
def folder(settings, tmp_path):
    """A demo's data folder."""
    settings.EMBEDDED, settings.DATA_DIR = True, tmp_path / "demo"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.fixture(autouse=True)
def _database_is_prepared(monkeypatch):
    """Migrating takes locks that a test's transaction holds."""
    monkeypatch.setattr("budget.management.commands.demo.prepare", lambda **options: None)


def test_it_reaches_from_thirteen_months_ago_to_today(db, few):
    user = build.build()
    days = Expense.objects.filter(owner=user).values_list("spent_on", flat=True)
    assert (min(days).month, min(days).year) == (11, 2025)
    assert max(days) == date(2026, 11, 23)
    assert len(days) > 800


def test_every_expense_was_budgeted(db, few):
    user = build.build()
    for category, day in Expense.objects.filter(owner=user).values_list("category_id", "spent_on"):
        assert is_budgeted(user.pk, category, BudgetMonth.containing(day, 1))


def test_some_months_carry_the_plan_before_them(db, few):
    user = build.build()
    assert list(MonthPlan.objects.filter(owner=user).order_by("month").values_list("month", flat=True)) == [
        202511, 202603, 202608, 202611,
    ]  # fmt: skip


def test_some_expenses_are_left_out_of_totals(db, few):
    assert build.build().expenses.filter(excluded_from_total=True).exists()


def test_everybody_else_has_a_plan_and_spending_this_month_and_the_last(db, few):
    user = build.build()
    for other in User.objects.exclude(pk=user.pk):
        assert list(other.plans.order_by("month").values_list("month", flat=True)) == [202610, 202611]
        assert other.expenses.filter(spent_on__range=("2026-10-01", "2026-10-31")).exists()
        assert other.expenses.filter(spent_on__range=("2026-11-01", "2026-11-23")).exists()
        assert other.expenses.aggregate(last=Max("spent_on"))["last"] <= date(2026, 11, 23)


def test_the_same_day_always_comes_out_the_same():
    day = date(2026, 11, 20)
    assert (
        list(household.spent_on(day)) == list(household.spent_on(day)) != list(household.spent_on(date(2026, 11, 13)))
    )


def test_its_answers_compare_with_the_others(db, few, as_user):
    client = as_user(build.build())
    call_command("refresh_averages")
    assert client.get("/api/expenses/spending-statistics/").json()["vs_other_users"]["contributors"] == 5
    assert client.post("/api/budget/recommendation/", {"total_amount": 1_000_000}).json()["basis"] == "users"


def test_it_says_how_to_log_in(db, few, folder, capsys, anyone):
    call_command("demo")
    assert "log in as demo with the password haru-mok-demo" in capsys.readouterr().out
    login = anyone.post("/api/accounts/login/", {"username": "demo", "password": "haru-mok-demo"})
    assert login.status_code == 200


def test_the_same_day_it_is_left_as_it_is(db, few, folder):
    call_command("demo")
    Expense.objects.filter(owner__username="demo").first().delete()
    before = Expense.objects.count()
    call_command("demo")
    assert Expense.objects.count() == before


def test_another_day_it_is_built_anew(db, few, folder, fixed_now):
    call_command("demo")
    fixed_now.move_to(datetime(2026, 11, 25, 3, tzinfo=UTC))
    call_command("demo")
    assert Expense.objects.aggregate(last=Max("spent_on"))["last"] >= date(2026, 11, 24)
    assert User.objects.count() == 7


def test_whoever_has_registered_in_it_loses_nothing(db, few, folder, fixed_now, capsys):
    call_command("demo")
    make_user("visitor")
    fixed_now.move_to(datetime(2026, 11, 25, 3, tzinfo=UTC))
    call_command("demo")
    assert "stays as it is" in capsys.readouterr().out
    assert User.objects.filter(username="visitor").exists()


def test_it_does_not_mix_with_real_people(db, few, folder):
    make_user("alice")
    with pytest.raises(SystemExit, match="has people of its own"):
        call_command("demo")
    assert User.objects.count() == 1


def test_it_refuses_a_folder_that_is_not_the_demos(db, settings, tmp_path):
    settings.EMBEDDED, settings.DATA_DIR = True, tmp_path / "data"
    with pytest.raises(SystemExit, match="lives in a data folder named demo"):
        call_command("demo")


def test_it_refuses_a_database_that_is_not_embedded(db, settings, folder):
    settings.EMBEDDED = False
    with pytest.raises(SystemExit, match="lives in a data folder named demo"):
        call_command("demo")
