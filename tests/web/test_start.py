"""The first run."""

import pytest

from accounts.models import User
from budget_management.models import MonthPlan
from expenses.models import Expense
from reports import today as todays
from tests.factories import make_expense, make_plan

TOTAL = {"total": "190만", "start_day": "1"}
SPLIT = {"amount-food": "1,300,000", "amount-housing": "600,000", "once-housing": "on"}


def until_spent(pages, total=TOTAL, split=SPLIT):
    assert pages.post("/start/", total)["Location"] == "/start/split/"
    assert pages.post("/start/split/", split)["Location"] == "/start/spent/"


def finish(pages, spent):
    return pages.post("/start/spent/", {"spent": spent, "do": "begin"})


def test_a_total_is_split_as_others_split_theirs(pages):
    pages.post("/start/", TOTAL)
    page = pages.get("/start/split/")
    assert page.context["assigned"] == 1_900_000
    assert {row.code for row in page.context["rows"] if row.line.fixed} == {"housing", "telecom"}


def test_the_even_share_so_far_is_proposed(pages):
    until_spent(pages)
    assert 'value="1,393,300"' in pages.get("/start/spent/").content.decode()


def test_the_end_of_the_month_does_not_promise_the_whole_of_it(alice, pages):
    until_spent(pages)
    assert finish(pages, "1,393,300")["Location"] == "/"
    # 1,300,000 for 30 days is 43,333 a day.
    assert todays.for_user(alice).plan.total == 43_300
    assert "43,300" in pages.get("/").content.decode()


def test_what_was_spent_is_recorded_as_yesterdays_expenses_in_proportion(alice, pages):
    until_spent(pages)
    finish(pages, "100만")
    rows = Expense.objects.filter(owner=alice).values_list("category__code", "amount", "memo").order_by("-amount")
    assert list(rows) == [("food", 684_200, "시작 전 지출"), ("housing", 315_800, "시작 전 지출")]
    assert {str(day) for day in Expense.objects.values_list("spent_on", flat=True)} == {"2026-11-22"}


def test_the_memo_is_in_the_persons_language(alice, pages):
    alice.language = "en"
    alice.save()
    until_spent(pages)
    finish(pages, "10000")
    assert set(Expense.objects.values_list("memo", flat=True)) == {"Before I began"}


@pytest.mark.parametrize("nothing", ["0", ""])
def test_nothing_spent_is_fine(alice, pages, nothing):
    until_spent(pages)
    finish(pages, nothing)
    assert not Expense.objects.exists()
    assert MonthPlan.objects.get(owner=alice).lines.count() == 2


def test_nothing_is_kept_before_the_end(alice, pages):
    until_spent(pages, TOTAL | {"start_day": "25"})
    alice.refresh_from_db()
    assert alice.month_start_day == 1
    assert not MonthPlan.objects.exists()
    assert not Expense.objects.exists()


def test_on_the_first_day_nothing_is_asked_of_before(pages, fixed_now):
    fixed_now.move_to("2026-12-01T00:00:00Z")
    pages.post("/start/", TOTAL)
    assert pages.get("/start/split/").context["steps"] == [1, 2]
    assert pages.post("/start/split/", SPLIT)["Location"] == "/"
    assert MonthPlan.objects.get().month == 202612
    assert not Expense.objects.exists()


def test_a_payday_today_asks_nothing_of_before_either(alice, pages):
    pages.post("/start/", TOTAL | {"start_day": "23"})
    assert pages.post("/start/split/", SPLIT)["Location"] == "/"
    alice.refresh_from_db()
    assert alice.month_start_day == 23


def test_a_payday_moves_the_month(alice, pages):
    until_spent(pages, TOTAL | {"start_day": "25"})
    # 29 of 31 days.
    assert 'value="1,777,400"' in pages.get("/start/spent/").content.decode()
    finish(pages, "0")
    alice.refresh_from_db()
    assert (alice.month_start_day, MonthPlan.objects.get(owner=alice).month) == (25, 202610)


def test_a_preset_is_a_total(pages):
    pages.post("/start/", {"total": "", "preset": "1500000", "start_day": "1"})
    assert pages.get("/start/split/").context["total"] == 1_500_000


def test_dollars_stay_dollars(alice, pages):
    alice.currency, alice.rounding_unit = "USD", 1
    alice.save()
    assert "preset" not in pages.get("/start/").content.decode()
    until_spent(pages, {"total": "2,000.50", "start_day": "1"}, {"amount-food": "1,000.50"})
    assert 'value="733.70"' in pages.get("/start/spent/").content.decode()
    finish(pages, "733.70")
    assert MonthPlan.objects.get().lines.get().amount == 100_050
    assert Expense.objects.get().amount == 73_370


def test_going_back_keeps_what_was_typed(pages):
    until_spent(pages)
    assert pages.post("/start/spent/", {"spent": "50만쯤", "do": "back"})["Location"] == "/start/split/"
    assert 'value="50만쯤"' in pages.get("/start/spent/").content.decode()
    assert pages.post("/start/split/", {"amount-food": "12만", "do": "back"})["Location"] == "/start/"
    assert 'value="12만"' in pages.get("/start/split/").content.decode()
    assert 'value="1,900,000"' in pages.get("/start/").content.decode()
    pages.post("/start/", TOTAL)
    assert 'value="12만"' in pages.get("/start/split/").content.decode()


def test_another_total_is_split_anew(pages):
    until_spent(pages)
    pages.post("/start/", TOTAL | {"total": "100만"})
    assert pages.get("/start/split/").context["assigned"] == 1_000_000


def test_what_is_left_is_spread(pages):
    pages.post("/start/", TOTAL)
    page = pages.post("/start/split/", SPLIT | {"amount-food": "50만", "do": "spread"})
    assert {row.code: row.line.amount for row in page.context["rows"]} == {"food": 1_300_000, "housing": 600_000}
    assert not MonthPlan.objects.exists()


@pytest.mark.parametrize("path", ["/start/split/", "/start/spent/"])
def test_a_later_step_leads_to_the_first_where_nothing_was_said(pages, path):
    assert pages.get(path)["Location"] == "/start/"


def test_a_second_tap_leads_home_and_records_nothing_twice(alice, pages):
    until_spent(pages)
    draft = pages.session["start"]
    finish(pages, "1,000,000")
    assert finish(pages, "1,000,000")["Location"] == "/"
    # The second as it is when it began before the first had ended.
    session = pages.session
    session["start"] = draft
    session.save()
    assert finish(pages, "1,000,000")["Location"] == "/"
    assert sum(Expense.objects.values_list("amount", flat=True)) == 1_000_000


def test_what_is_recorded_already_is_not_proposed_again(alice, pages):
    make_plan(alice, food=0)
    make_expense(alice, 393_300, on="2026-11-20")
    until_spent(pages)
    assert 'value="1,000,000"' in pages.get("/start/spent/").content.decode()


def test_who_has_a_budget_is_led_to_it(alice, pages):
    make_plan(alice, food=300_000)
    assert pages.get("/start/")["Location"] == "/budget/"


@pytest.mark.parametrize("total", ["적당히", "", "0"])
def test_a_total_that_is_none_is_refused_beside_its_field(pages, total):
    page = pages.post("/start/", TOTAL | {"total": total})
    assert page.status_code == 422
    assert 'id="id_total_error"' in page.content.decode()


def test_an_amount_that_is_none_is_refused_beside_its_field(pages):
    pages.post("/start/", TOTAL)
    page = pages.post("/start/split/", SPLIT | {"amount-food": "조금"})
    assert page.status_code == 422
    assert 'id="id_amount-food_error"' in page.content.decode()
    assert pages.get("/start/spent/")["Location"] == "/start/"


def test_what_was_spent_is_refused_beside_its_field(pages):
    until_spent(pages)
    page = finish(pages, "조금")
    assert page.status_code == 422
    assert 'value="조금"' in page.content.decode()


def test_a_split_of_nothing_is_refused(pages):
    pages.post("/start/", TOTAL)
    assert pages.post("/start/split/", {"amount-food": "0"}).status_code == 422
    assert pages.get("/start/spent/")["Location"] == "/start/"


def test_signing_up_keeps_the_pages_language_and_the_browsers_time_zone(client, db):

    given = {"username": "alice", "password": "correct horse 배터리", "time_zone": "America/New_York"}
    assert client.post("/signup/", given, headers={"Accept-Language": "en"})["Location"] == "/start/"
    assert (User.objects.get().language, User.objects.get().time_zone) == ("en", "America/New_York")


@pytest.mark.parametrize("zone", ["", "Mars/Olympus"])
def test_a_time_zone_that_is_none_is_seoul(client, db, zone):

    client.post("/signup/", {"username": "alice", "password": "correct horse 배터리", "time_zone": zone})
    assert User.objects.get().time_zone == "Asia/Seoul"


def test_a_split_of_nothing_does_not_reach_the_end_by_its_address_either(pages):
    pages.post("/start/", TOTAL)
    pages.post("/start/split/", {"amount-food": "", "do": "look"})
    assert finish(pages, "10000")["Location"] == "/start/split/"
    assert not MonthPlan.objects.exists()
