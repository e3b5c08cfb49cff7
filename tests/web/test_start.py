import pytest

from budget_management.models import MonthPlan
from expenses.models import Expense
from reports import today as todays
from tests.factories import make_plan

TOTAL = {"total": "190만", "start_day": "1", "time_zone": "Asia/Seoul"}
SPLIT = {"amount-food": "1,300,000", "fixed-food": "", "amount-housing": "600,000", "fixed-housing": "600,000"}


def key_of(page):
    return page.content.decode().split('name="key" value="')[1].split('"')[0]


def until_spent(pages, total=TOTAL, split=SPLIT):
    assert pages.post("/start/", total)["Location"] == "/start/split/"
    assert pages.post("/start/split/", split)["Location"] == "/start/spent/"
    return key_of(pages.get("/start/spent/"))


def test_the_even_share_so_far_is_proposed(alice, pages):
    until_spent(pages)
    assert 'value="1,393,300"' in pages.get("/start/spent/").content.decode()


def test_the_end_of_the_month_does_not_promise_the_whole_of_it(alice, pages):
    key = until_spent(pages)
    assert pages.post("/start/spent/", {"spent": "1,393,300", "key": key})["Location"] == "/"
    alice.refresh_from_db()
    # 1,300,000 for 30 days is 43,333 a day.
    assert todays.for_user(alice).plan.total == 43_300


def test_what_was_spent_is_recorded_as_yesterdays_expenses_in_proportion(alice, pages):
    key = until_spent(pages)
    pages.post("/start/spent/", {"spent": "1,000,000", "key": key})
    rows = Expense.objects.filter(owner=alice).values_list("category__code", "amount", "memo").order_by("-amount")
    assert list(rows) == [("food", 684_200, "시작 전 지출"), ("housing", 315_800, "시작 전 지출")]
    assert {str(day) for day in Expense.objects.values_list("spent_on", flat=True)} == {"2026-11-22"}


def test_nothing_spent_is_fine(alice, pages):
    key = until_spent(pages)
    pages.post("/start/spent/", {"spent": "0", "key": key})
    assert not Expense.objects.exists()
    assert MonthPlan.objects.get(owner=alice).lines.count() == 2


def test_nothing_is_kept_before_the_end(alice, pages):
    until_spent(pages)
    assert not MonthPlan.objects.exists()
    assert not Expense.objects.exists()


def test_on_the_first_day_nothing_is_asked_of_before(alice, pages, fixed_now):
    fixed_now.move_to("2026-12-01T00:00:00Z")
    pages.post("/start/", TOTAL)
    assert pages.post("/start/split/", SPLIT)["Location"] == "/"
    assert MonthPlan.objects.get(owner=alice).month == 202612


def test_a_payday_moves_the_month(alice, pages):
    key = until_spent(pages, TOTAL | {"start_day": "25"})
    pages.post("/start/spent/", {"spent": "0", "key": key})
    alice.refresh_from_db()
    assert (alice.month_start_day, MonthPlan.objects.get(owner=alice).month) == (25, 202610)


def test_the_time_zone_of_the_device_is_taken_and_nonsense_is_not(alice, pages):
    key = until_spent(pages, TOTAL | {"time_zone": "Mars/Olympus"})
    pages.post("/start/spent/", {"spent": "0", "key": key})
    alice.refresh_from_db()
    assert alice.time_zone == "Asia/Seoul"


def test_going_back_keeps_what_was_typed(alice, pages):
    until_spent(pages)
    assert 'value="1,900,000"' in pages.get("/start/").content.decode()
    assert 'value="1,300,000"' in pages.get("/start/split/").content.decode()


def test_another_total_is_split_anew(alice, pages):
    until_spent(pages)
    pages.post("/start/", TOTAL | {"total": "100만"})
    assert pages.get("/start/split/").context["assigned"] == 1_000_000


@pytest.mark.parametrize("path", ["/start/split/", "/start/spent/"])
def test_a_later_step_leads_to_the_first_where_nothing_was_said(pages, path):
    assert pages.get(path)["Location"] == "/start/"


def test_who_has_a_plan_is_led_to_it(alice, pages):
    make_plan(alice, food=300_000)
    assert pages.get("/start/")["Location"] == "/budget/"


def test_nonsense_is_refused_beside_its_field(alice, pages):
    page = pages.post("/start/", TOTAL | {"total": "적당히"})
    assert page.status_code == 422
    assert 'id="id_total_error"' in page.content.decode()


def test_a_split_of_nothing_is_refused(alice, pages):
    pages.post("/start/", TOTAL)
    assert pages.post("/start/split/", {"amount-food": "0", "fixed-food": ""}).status_code == 422
