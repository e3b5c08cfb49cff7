"""The rows of the brief, each by its own method and path. What each has in depth is tested in its room."""

import pytest
from django.core.management import call_command

from tests.contract import ContractClient
from tests.factories import PASSWORD, make_expense, make_plan, make_user
from tests.parallel import committed

ALICE = {"username": "alice", "password": PASSWORD}
LUNCH = {"category": "food", "amount": 9_500, "memo": "김치찌개"}


def logged_in(pair):
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {pair['access']}")
    return client


@pytest.fixture
def pair(anyone):
    make_user("alice", password=PASSWORD)
    return anyone.post("/api/accounts/login/", ALICE).json()


@pytest.mark.parametrize("path", ["/api/accounts/register/", "/api/accounts//register/"])
def test_row_1_a_person_registers_and_the_password_never_comes_back(anyone, path):
    answer = anyone.post(path, ALICE, checked="//" not in path)
    assert (answer.status_code, answer.json()["username"]) == (201, "alice")
    assert PASSWORD not in answer.content.decode()


def test_row_1_a_taken_name_is_refused(anyone):
    anyone.post("/api/accounts/register/", ALICE)
    answer = anyone.post("/api/accounts/register/", ALICE | {"username": "ALICE"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "unique")


def test_row_2_a_login_gives_a_pair_of_tokens(pair):
    assert set(pair) == {"access", "refresh"}
    assert logged_in(pair).get("/api/accounts/me/").json()["username"] == "alice"


@pytest.mark.parametrize("path", ["/api/accounts/logout/", "/api/accounts//logout/"])
def test_row_3_a_logout_ends_both_tokens(anyone, pair, path):
    client = logged_in(pair)
    answer = client.post(path, {"refresh": pair["refresh"]}, checked="//" not in path)
    assert answer.status_code == 205
    assert client.get("/api/accounts/me/").status_code == 401
    assert anyone.post("/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 401


def test_row_4_a_refresh_token_gives_a_new_pair(anyone, pair):
    fresh = anyone.post("/api/token/refresh/", {"refresh": pair["refresh"]}).json()
    assert fresh["refresh"] != pair["refresh"]
    assert logged_in(fresh).get("/api/categories/").status_code == 200


def test_row_5_a_budget_is_set_and_sending_again_changes_it(as_alice):
    as_alice.post("/api/budget/", [{"category": "food", "amount": 300_000}])
    answer = as_alice.post("/api/budget/", [{"category": "food", "amount": 250_000, "fixed_amount": 50_000}])
    assert answer.status_code == 201
    assert [(line["amount"], line["fixed_amount"]) for line in answer.json()] == [(250_000, 50_000)]


def test_row_6_the_months_budget_is_listed_by_category(alice, as_alice):
    make_plan(alice, 202611, transport=90_000, food=300_000)
    found = as_alice.get("/api/budget/?month=2026-11").json()
    assert [(line["category"], line["amount"]) for line in found] == [("food", 300_000), ("transport", 90_000)]


def test_row_7_all_categories_are_listed(as_alice):
    assert len(as_alice.get("/api/categories/").json()) == 11


def test_row_8_a_total_is_split_into_categories(as_alice):
    found = as_alice.post("/api/budget/recommendation/", {"total_amount": 2_000_000}).json()
    assert sum(part["amount"] for part in found["recommendations"]) == 2_000_000


def test_row_9_an_expense_is_recorded_in_a_budgeted_category_only(alice, as_alice):
    make_plan(alice, food=300_000)
    assert as_alice.post("/api/expenses/create/", LUNCH).status_code == 201
    answer = as_alice.post("/api/expenses/create/", LUNCH | {"category": "beauty"})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "category_not_budgeted")


def test_row_10_expenses_are_listed_by_period_and_category_with_totals(alice, as_alice):
    make_expense(alice, 9_500)
    make_expense(alice, 1_500, code="transport")
    period = "start_date=2026-11-01&end_date=2026-11-30"
    whole = as_alice.get(f"/api/expenses/list/?{period}").json()
    assert (whole["total_expense"], len(whole["expenses"]), len(whole["category_totals"])) == (11_000, 2, 2)
    assert as_alice.get(f"/api/expenses/list/?{period}&category=food").json()["total_expense"] == 9_500
    assert as_alice.get("/api/expenses/list/").status_code == 400


def test_row_11_an_expense_is_read_changed_excluded_and_deleted(alice, as_alice):
    make_plan(alice, food=300_000)
    path = f"/api/expenses/{make_expense(alice).pk}/"
    assert as_alice.get(path).json()["amount"] == 9_500
    assert as_alice.patch(path, {"amount": 8_000}).json()["amount"] == 8_000
    replaced = as_alice.put(path, {"category": "food", "amount": 7_000, "date": "2026-11-22"}).json()
    assert (replaced["amount"], replaced["date"], replaced["memo"]) == (7_000, "2026-11-22", "")
    assert as_alice.patch(path, {"excluded_from_total": True}).json()["excluded_from_total"] is True
    assert as_alice.delete(path).status_code == 204
    assert as_alice.get(path).status_code == 404


def test_row_12_the_day_is_summed_up_with_what_was_appropriate_and_the_risk(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 20_000)
    found = as_alice.get("/api/expenses/daily-summary/").json()
    assert (found["total_expense"], found["appropriate_total"], found["risk_percentage"]) == (20_000, 10_000, 200.0)


def test_row_13_the_day_is_given_its_part_and_one_sentence(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 220_000, on="2026-11-22")
    found = as_alice.get("/api/expenses/daily-recommendation/").json()
    assert (found["total_recommended_amount"], found["days_left"]) == (10_000, 8)
    assert found["message"].endswith("요.")


def test_row_13_a_blown_budget_still_leaves_the_floor(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 900_000, on="2026-11-22")
    found = as_alice.get("/api/expenses/daily-recommendation/").json()
    assert (found["total_recommended_amount"], found["situation"]) == (3_000, "over_budget")


def test_row_14_spending_is_compared_with_last_month_the_weekday_and_others(alice, as_alice):
    make_expense(alice, 10_000, on="2026-10-20")
    make_expense(alice, 15_000, on="2026-11-16")
    found = as_alice.get("/api/expenses/spending-statistics/").json()
    assert found["vs_last_month"]["ratio"] == 150.0
    assert found["vs_weekday"]["last_week"] == 15_000
    assert found["vs_other_users"]["others"] is None


# The scheduler closes its connection after each part.
@committed
def test_row_15_the_morning_brings_the_recommendation_and_the_evening_the_summary(alice, as_alice, bob):
    make_plan(alice, food=300_000)
    make_expense(alice, 20_000)
    make_plan(bob, food=300_000)
    as_alice.put("/api/notifications/settings/", {"morning": {"on": True}, "evening": {"on": True}})
    for time in ("07:59", "08:00", "08:01", "19:59", "20:00", "20:01"):
        call_command("scheduler", "--once", "--now", f"2026-11-23T{time}:00+09:00")
    evening, morning = as_alice.get("/api/notifications/inbox/").json()["messages"]
    recommended = as_alice.get("/api/expenses/daily-recommendation/").json()
    summary = as_alice.get("/api/expenses/daily-summary/").json()
    assert morning["title"] == f"오늘 쓸 수 있는 돈 {recommended['total_recommended_amount']:,}원"
    assert evening["title"] == f"오늘 쓴 돈 {summary['total_expense']:,}원"
    assert recommended["message"] in morning["body"]
    assert summary["message"] in evening["body"]
    # Nobody is told who has not asked for it.
    assert not bob.deliveries.exists()
