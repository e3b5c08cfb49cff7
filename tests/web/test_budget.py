import pytest

from budget_management.models import MonthPlan
from budget_management.selectors import plan_for
from core.periods import BudgetMonth
from tests.factories import make_expense, make_plan

NOVEMBER = BudgetMonth(2026, 11)
FOOD = {"amount-food": "30만", "fixed-food": ""}
HOUSING = {"amount-housing": "700,000", "fixed-housing": "550,000"}


def lines(owner, month=NOVEMBER):
    plan = plan_for(owner.pk, month)
    return {line.code: (line.amount, line.fixed_amount) for line in plan.lines} if plan else None


def test_what_is_saved_is_the_whole_plan_of_the_month(alice, pages):
    make_plan(alice, food=100_000, beauty=50_000)
    answer = pages.post("/budget/?month=2026-11", FOOD | HOUSING | {"do": "save"})
    assert answer["Location"] == "/budget/?month=2026-11"
    assert lines(alice) == {"food": (300_000, 0), "housing": (700_000, 550_000)}


def test_taking_a_category_out_leaves_its_spending(alice, pages):
    make_plan(alice, food=100_000, beauty=50_000)
    expense = make_expense(alice, code="beauty")
    pages.post("/budget/?month=2026-11", FOOD | {"do": "save"})
    expense.refresh_from_db()
    assert expense.amount == 9_500


def test_a_carried_plan_is_said_to_be_one_and_saving_leaves_the_earlier_month(alice, pages):
    make_plan(alice, 202610, food=100_000)
    assert "10월 예산을 그대로 이어받았어요" in pages.get("/budget/").content.decode()
    pages.post("/budget/?month=2026-11", FOOD | {"do": "save"})
    assert lines(alice, BudgetMonth(2026, 10)) == {"food": (100_000, 0)}
    assert lines(alice) == {"food": (300_000, 0)}


def test_it_names_the_later_months_that_change_with_an_old_one(alice, pages):
    make_plan(alice, 202607, food=100_000)
    make_plan(alice, 202610, food=100_000)
    page = pages.get("/budget/?month=2026-07").content.decode()
    assert "8월부터 9월까지" in page
    assert "이어 쓰고 있어서" not in pages.get("/budget/?month=2026-11").content.decode()


def test_a_payday_month_shows_its_range(alice, pages):
    alice.month_start_day = 25
    alice.save()
    assert "10월 25일 – 11월 24일" in pages.get("/budget/?month=2026-10").content.decode()


def test_nonsense_is_refused_beside_its_field_and_nothing_is_saved(alice, pages):
    page = pages.post("/budget/?month=2026-11", FOOD | {"amount-housing": "많이", "fixed-housing": "", "do": "save"})
    assert page.status_code == 422
    assert 'value="많이"' in page.content.decode()
    assert 'id="id_amount-housing_error"' in page.content.decode()
    assert lines(alice) is None


def test_a_fixed_part_above_its_budget_is_refused_beside_its_field(alice, pages):
    page = pages.post("/budget/?month=2026-11", {"amount-food": "1000", "fixed-food": "2000", "do": "save"})
    assert page.status_code == 422
    assert "예산보다 클 수 없어요" in page.content.decode()


def test_the_recommended_split_is_shown_and_not_saved(alice, pages):
    page = pages.post("/budget/?month=2026-11", {"do": "recommend", "total": "200만"})
    assert page.status_code == 200
    assert 'name="amount-food"' in page.content.decode()
    assert page.context["assigned"] == 2_000_000
    assert lines(alice) is None


def test_housing_and_telecom_are_proposed_as_fixed(alice, pages):
    page = pages.post("/budget/?month=2026-11", {"do": "recommend", "total": "200만"})
    fixed = {row.code for row, _ in page.context["rows"] if row.planned.fixed}
    assert fixed == {"housing", "telecom"}


def test_what_is_not_assigned_is_spread_in_proportion(alice, pages):
    data = {"amount-food": "300000", "fixed-food": "", "amount-beauty": "100000", "fixed-beauty": "100000"}
    page = pages.post("/budget/?month=2026-11", data | {"do": "spread", "total": "800000"})
    planned = {row.code: (row.planned.amount, row.planned.fixed) for row, _ in page.context["rows"]}
    assert planned == {"food": (600_000, 0), "beauty": (200_000, 100_000)}


def test_a_category_is_added_and_taken_out_before_saving(alice, pages):
    page = pages.post("/budget/?month=2026-11", FOOD | {"do": "add", "add": "beauty"})
    assert [row.code for row, _ in page.context["rows"]] == ["food", "beauty"]
    page = pages.post("/budget/?month=2026-11", FOOD | HOUSING | {"do": "remove-food"})
    assert [row.code for row, _ in page.context["rows"]] == ["housing"]


def test_the_category_of_somebody_else_is_not_there(alice, pages, bob):
    from categories.models import Category

    Category.objects.create(owner=bob, code="secret", label_ko="비밀", label_en="Secret", position=20)
    page = pages.post("/budget/?month=2026-11", FOOD | {"amount-secret": "1000", "do": "save"})
    assert page.status_code == 302
    assert lines(alice) == {"food": (300_000, 0)}


@pytest.mark.parametrize("month", ["2026-13", "x", "1899-12", "3000-01", "2026-1", "٢٠٢٦-11"])
def test_a_month_that_is_none_is_not_there(pages, month):
    assert pages.get("/budget/", {"month": month}).status_code == 404


def test_an_empty_account_is_led_to_a_total(alice, pages):
    assert "먼저 총액을 적어 주세요" in pages.get("/budget/").content.decode()
    assert not MonthPlan.objects.exists()
