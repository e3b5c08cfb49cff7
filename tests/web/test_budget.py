"""The page of a month's plan."""

import pytest

from budget_management.models import MonthPlan
from budget_management.selectors import plan_for
from categories.models import Category
from core.periods import BudgetMonth
from tests.factories import make_expense, make_plan

from .reading import words

NOVEMBER = BudgetMonth(2026, 11)
PAGE = "/budget/?month=2026-11"
FOOD = {"amount-food": "30만"}
HOUSING = {"amount-housing": "700,000", "once-housing": "on", "fixed-housing": "55만"}


def lines(owner, month=NOVEMBER):
    plan = plan_for(owner.pk, month)
    return {line.code: (line.amount, line.fixed_amount) for line in plan.lines} if plan else None


def shown(page):
    """Return the amounts and fixed parts of the categories in the plan, as a page shows them."""
    return {row.code: (row.line.amount, row.line.fixed) for row in page.context["rows"]}


def test_what_is_saved_is_the_whole_plan_of_the_month(alice, pages):
    make_plan(alice, food=100_000, beauty=50_000)
    answer = pages.post(PAGE, FOOD | HOUSING | {"do": "save"})
    assert answer["Location"] == PAGE
    assert lines(alice) == {"food": (300_000, 0), "housing": (700_000, 550_000)}


def test_enter_saves_too(alice, pages):
    assert pages.post(PAGE, FOOD).status_code == 302
    assert lines(alice) == {"food": (300_000, 0)}


def test_0_is_an_amount_and_nothing_is_none(alice, pages):
    pages.post(PAGE, {"amount-food": "0", "amount-beauty": "", "amount-other": "０원"})
    assert lines(alice) == {"food": (0, 0), "other": (0, 0)}


def test_without_a_part_named_all_of_it_goes_out_at_once(alice, pages):
    pages.post(PAGE, {"amount-housing": "700000", "once-housing": "on", "fixed-housing": ""})
    assert lines(alice) == {"housing": (700_000, 700_000)}


def test_a_switch_turned_off_leaves_nothing_fixed(alice, pages):
    pages.post(PAGE, {"amount-housing": "700000", "fixed-housing": "500000"})
    assert lines(alice) == {"housing": (700_000, 0)}


def test_what_is_saved_is_shown_as_it_was(alice, pages):
    make_plan(alice, food=300_000, housing=(700_000, 550_000), telecom=(60_000, 60_000))
    page = pages.get(PAGE)
    assert shown(page) == {"food": (300_000, 0), "housing": (700_000, 550_000), "telecom": (60_000, 60_000)}
    content = page.content.decode()
    assert 'value="550,000"' in content
    assert "하루 5,000원" in content
    assert "고정비 550,000원" in content


def test_saving_what_is_shown_changes_nothing(alice, pages):
    alice.currency = "USD"
    alice.save()
    make_plan(alice, food=30_050, housing=(70_000, 55_000))
    page = pages.get(PAGE)
    assert 'value="300.50"' in page.content.decode()
    values = {name: value for name, value in page.context["form"].values().items() if value}
    pages.post(PAGE, values | {"total": page.context["total_form"]["total"].value()})
    assert lines(alice) == {"food": (30_050, 0), "housing": (70_000, 55_000)}


def test_housing_and_telecom_are_proposed_to_go_out_once_where_they_are_new(alice, pages):
    make_plan(alice, food=300_000, telecom=60_000)
    page = pages.get(PAGE)
    rows = [*page.context["rows"], *page.context["others"]]
    assert {row.code for row in rows if row.once.value()} == {"housing"}


def test_taking_a_category_out_leaves_its_spending(alice, pages):
    make_plan(alice, food=100_000, beauty=50_000)
    expense = make_expense(alice, code="beauty")
    pages.post(PAGE, FOOD | {"amount-beauty": ""})
    expense.refresh_from_db()
    assert lines(alice) == {"food": (300_000, 0)}


def test_nonsense_is_refused_beside_its_field_and_nothing_is_saved(alice, pages):
    page = pages.post(PAGE, FOOD | {"amount-housing": "많이"})
    assert page.status_code == 422
    assert 'value="많이"' in page.content.decode()
    assert 'id="id_amount-housing_error"' in page.content.decode()
    assert lines(alice) is None


def test_a_fixed_part_above_its_budget_is_refused_beside_its_field(alice, pages):
    page = pages.post(PAGE, {"amount-food": "1000", "once-food": "on", "fixed-food": "2000"})
    assert page.status_code == 422
    assert 'id="id_fixed-food_error"' in page.content.decode()


def test_the_recommended_split_is_shown_and_not_saved(alice, pages):
    make_plan(alice, food=1)
    page = pages.post(PAGE, {"do": "recommend", "total": "200만"})
    assert page.status_code == 200
    assert page.context["assigned"] == 2_000_000
    assert lines(alice) == {"food": (1, 0)}


def test_the_recommended_split_keeps_what_goes_out_once(alice, pages):
    page = pages.post(
        PAGE,
        FOOD | {"do": "recommend", "total": "200만", "once-housing": "on", "once-food": "on", "fixed-food": "5000"},
    )
    filled = shown(page)
    assert filled["housing"][0] == filled["housing"][1] > 0
    assert filled["food"][1] == 5_000
    assert filled["telecom"][1] == 0


def test_a_category_of_ones_own_stays_in_the_plan_with_a_recommended_split(alice, pages):
    Category.objects.create(owner=alice, code="pets", label_ko="반려동물", label_en="Pets", position=20)
    page = pages.post(PAGE, {"do": "recommend", "total": "200만", "amount-pets": "10만"})
    assert shown(page)["pets"] == (0, 0)


def test_what_is_left_is_spread_and_rent_stays(alice, pages):
    data = {"amount-food": "300000", "amount-beauty": "100000", "amount-housing": "700000", "once-housing": "on"}
    page = pages.post(PAGE, data | {"do": "spread", "total": "1,900,000"})
    assert shown(page) == {"food": (900_000, 0), "beauty": (300_000, 0), "housing": (700_000, 700_000)}
    assert not MonthPlan.objects.exists()


def test_what_cannot_be_spread_says_why_and_stays(pages):
    page = pages.post(PAGE, HOUSING | {"fixed-housing": "", "do": "spread", "total": "60만"})
    assert page.status_code == 422
    assert "총액보다 많아요" in page.content.decode()
    assert shown(page) == {"housing": (700_000, 700_000)}


@pytest.mark.parametrize("do", ["spread", "recommend"])
def test_without_a_total_it_asks_for_one(pages, do):
    page = pages.post(PAGE, FOOD | {"do": do, "total": ""})
    assert page.status_code == 422
    assert 'id="id_total_error"' in page.content.decode()


@pytest.mark.parametrize(
    ("total", "text"),
    [
        ("35만", "50,000원을 아직 나누지 않았어요"),
        ("30만", "모두 나눴어요"),
        ("20만", "총액보다 100,000원 더 나눴어요"),
    ],
)
def test_it_says_what_is_left_to_assign(pages, total, text):
    page = pages.post(PAGE, FOOD | {"do": "look", "total": total})
    assert page.status_code == 200
    assert text in page.content.decode()


def test_more_than_the_total_can_be_saved_and_is_the_total_then(alice, pages):
    pages.post(PAGE, FOOD | {"total": "20만"})
    assert pages.get(PAGE).context["total"] == 300_000


def test_a_carried_plan_is_said_to_be_one_and_saving_leaves_the_earlier_month(alice, pages):
    make_plan(alice, 202610, food=100_000)
    assert "10월 예산을 그대로 쓰고 있어요" in pages.get("/budget/").content.decode()
    pages.post(PAGE, FOOD)
    assert lines(alice, BudgetMonth(2026, 10)) == {"food": (100_000, 0)}
    assert lines(alice) == {"food": (300_000, 0)}


def test_it_names_the_later_months_that_change_with_an_old_one(alice, pages):
    make_plan(alice, 202607, food=100_000)
    make_plan(alice, 202610, food=100_000)
    assert "8월부터 9월까지 함께 바뀌어요" in pages.get("/budget/?month=2026-07").content.decode()
    assert "함께 바뀌어요" in pages.get("/budget/?month=2026-10").content.decode()
    make_plan(alice, 202611, food=1)
    assert "함께 바뀌어요" not in pages.get("/budget/?month=2026-10").content.decode()


def test_a_month_of_another_year_says_so(alice, pages):
    make_plan(alice, 202511, food=100_000)
    page = pages.get("/budget/?month=2025-12").content.decode()
    assert "<h1>2025년 12월 예산</h1>" in page
    assert "2025년 11월 예산을 그대로" in page


def test_a_payday_month_shows_its_range(alice, pages):
    alice.month_start_day = 25
    alice.save()
    assert "10월 25일–11월 24일" in pages.get("/budget/?month=2026-10").content.decode()


def test_the_category_of_somebody_else_is_not_there(alice, pages, bob):
    Category.objects.create(owner=bob, code="secret", label_ko="비밀", label_en="Secret", position=20)
    pages.post(PAGE, FOOD | {"amount-secret": "1000"})
    assert lines(alice) == {"food": (300_000, 0)}
    assert "비밀" not in pages.get(PAGE).content.decode()


@pytest.mark.parametrize("month", ["2026-13", "x", "1899-12", "3000-01", "2026-1", "٢٠٢٦-11"])
def test_a_month_that_is_none_is_not_there(pages, month):
    assert pages.get("/budget/", {"month": month}).status_code == 404


@pytest.mark.parametrize(("month", "missing"), [("1900-01", "1899-12"), ("2999-12", "3000-01")])
def test_the_months_end_where_the_api_ends(alice, pages, month, missing):
    make_plan(alice, food=1)
    page = pages.get(f"/budget/?month={month}")
    assert page.status_code == 200
    assert missing not in page.content.decode()


def test_who_has_no_budget_is_led_to_the_first_run(pages):
    page = pages.get("/budget/").content.decode()
    assert 'href="/start/"' in page
    assert 'id="plan"' not in page


def test_somebody_elses_plan_is_not_seen(alice, pages, bob):
    make_plan(alice, food=1)
    make_plan(bob, beauty=777_000)
    assert "777,000" not in pages.get(PAGE).content.decode()


def test_the_slider_goes_around_the_total(alice, pages):
    make_plan(alice, food=1_950_000)
    assert pages.get(PAGE).context["slider"] == {"least": 900_000, "most": 3_000_000, "step": 10_000}


@pytest.mark.parametrize("months", [1, 12])
def test_it_takes_few_statements_however_much_there_is(alice, pages, months, django_assert_max_num_queries):
    for month in range(1, months + 1):
        make_plan(alice, 202500 + month, food=100_000, beauty=1, housing=2)
        make_expense(alice, on=f"2026-{month:02d}-01")
    pages.get(PAGE)
    with django_assert_max_num_queries(10):
        pages.get(PAGE)


def test_it_asks_for_a_login(client, db):
    assert client.get("/budget/")["Location"].startswith("/login/")


def test_more_is_assigned_in_all_than_one_category_may_have(alice, pages):
    make_plan(alice, food=999_999_999_999, housing=999_999_999_999)
    text = words(pages.get("/budget/"))
    assert "나눈 돈 1,999,999,999,998원" in text
    assert "모두 나눴어요" in text
