"""오늘: the numbers are the API's, and a page costs as many statements however much there is."""

import re

import pytest

from categories.catalog import CATALOG
from reports.amounts import amount_text
from tests.factories import make_expense, make_plan

from .reading import rows, words

CODES = [built_in.code for built_in in CATALOG]
TODAY, LIST = "/api/expenses/daily-recommendation/", "/api/expenses/list/"


def household(owner):
    make_plan(owner, food=600_000, housing=(700_000, 550_000), transport=150_000, leisure=100_000)
    for day, amount, code in (
        ("2026-11-01", 550_000, "housing"),
        ("2026-11-05", 210_000, "food"),
        ("2026-11-12", 130_000, "leisure"),
        ("2026-11-20", 33_000, "health"),
        ("2026-11-23", 9_500, "food"),
        ("2026-11-23", 41_000, "transport"),
    ):
        make_expense(owner, amount, code=code, on=day, memo=f"{code} {day[-2:]}")
    make_expense(owner, 86_000, memo="모임 대신 결제", excluded=True)


def won(amount):
    return amount_text(amount, "KRW", "ko")


def test_its_numbers_are_the_apis(alice, as_alice, pages):
    household(alice)
    advised = as_alice.get(TODAY).json()
    answer = pages.get("/")
    plan = answer.context["today"].plan
    assert plan.total == advised["total_recommended_amount"]
    assert plan.remaining_today == advised["remaining_today"]
    assert answer.context["situation"] == advised["situation"]
    text = words(answer)
    assert advised["message"] in text
    assert f"오늘 몫 {won(advised['total_recommended_amount'])}" in text


def test_a_categorys_numbers_are_the_apis(alice, as_alice, pages):
    household(alice)
    advised = {one["category"]: one for one in as_alice.get(TODAY).json()["category_recommendations"]}
    shown = pages.get("/").context["categories"]
    assert [one.code for one in shown] == ["food", "housing", "transport", "leisure"]
    for one in shown:
        same = advised[one.code]
        assert (one.part, one.remaining) == (same["recommended_amount"], same["remaining_today"])
        assert (one.budget, one.spent_before, one.own_pace, one.floor, one.shifted, one.fixed_due) == tuple(
            same["why"][name] for name in ("budget", "spent_before", "own_pace", "floor", "shifted", "fixed_due")
        )
        assert one.own_pace + one.shifted == one.part


def test_the_sum_ends_in_the_days_total(alice, pages):
    household(alice)
    context = pages.get("/").context
    ledger, today = context["ledger"], context["today"].plan
    assert ledger.budget - ledger.fixed - ledger.living_before == ledger.left
    assert today.remaining_today == max(today.total - context["spent"], 0)


def test_todays_expenses_are_the_apis_with_those_left_out_marked(alice, as_alice, pages):
    household(alice)
    today = {"start_date": "2026-11-23", "end_date": "2026-11-23"}
    listed = as_alice.get(LIST, today).json()
    answer = pages.get("/")
    assert [row["id"] for row in answer.context["rows"]] == [row["id"] for row in listed["expenses"]]
    assert answer.context["rows_total"] == listed["total_expense"] == 50_500
    assert rows(answer)[0] == "식 모임 대신 결제 식비 합계 제외 86,000 원"


def test_the_month_so_far_is_the_months_living_costs(alice, pages):
    household(alice)
    flow = pages.get("/").context["flow"]
    assert flow.so_far == 210_000 + 130_000 + 33_000 + 9_500 + 41_000
    assert flow.planned == 1_000_000
    assert flow.elapsed == 23


def test_without_a_budget_it_leads_to_one(pages):
    answer = pages.get("/")
    assert 'href="/start/"' in answer.content.decode()
    assert "예산부터 정해 볼까요" in words(answer)


def test_in_english_it_reads_english(alice, pages):
    alice.language = "en"
    alice.save()
    household(alice)
    text = words(pages.get("/"))
    assert "Left for today" in text
    assert "₩" in text
    assert "원" not in text


def test_it_renews_itself_when_expenses_change(alice, pages):
    household(alice)
    assert 'hx-trigger="expenses-changed from:body"' in pages.get("/").content.decode()


@pytest.mark.parametrize("much", [False, True])
def test_it_takes_as_many_statements_however_much_there_is(alice, pages, django_assert_num_queries, much):
    make_plan(alice, **dict.fromkeys(CODES if much else CODES[:1], 100_000))
    for number in range(200 if much else 1):
        make_expense(alice, 100 + number, code=CODES[number % 11 if much else 0], on=f"2026-11-{1 + number % 23:02d}")
    # The session, the login, the plan, the month, today's rows, the flow, the categories, which are used most, and
    # unread messages.
    with django_assert_num_queries(8):
        pages.get("/")


def test_a_plan_of_nothing_leads_to_its_amounts(alice, pages):
    make_plan(alice, food=0, transport=0)
    make_expense(alice, 4_500, memo="커피")
    answer = pages.get("/")
    assert "1분 만에 정하기" in words(answer)
    assert 'id="jot"' in answer.content.decode()
    assert 'id="cats"' not in answer.content.decode()
    assert rows(answer) == ["식 커피 식비 4,500 원"]
    jotted = pages.post("/jot/", {"note": "빵 3000", "category": "food", "key": "k"}, headers={"HX-Request": "true"})
    assert [f'id="{part}"' in jotted.content.decode() for part in ("hero", "flow", "rows")] == [False, False, True]


def test_a_day_of_many_rows_says_how_many_and_leads_to_all(alice, pages):
    make_plan(alice, food=600_000)
    for number in range(60):
        make_expense(alice, 1_000, memo=f"{number}")
    make_expense(alice, 5_000, excluded=True)
    answer = pages.get("/")
    assert "61건 · 60,000원" in words(answer)
    assert 'href="/expenses/?start_date=2026-11-23&amp;end_date=2026-11-23"' in answer.content.decode()
    assert len(rows(answer)) == 50


def test_in_english_days_are_numbers_and_won_have_their_code(alice, pages):
    alice.language = "en"
    alice.save()
    make_plan(alice, food=600_000)
    assert "10day" not in pages.get("/").content.decode()
    assert ">KRW</span>" in pages.get("/add/").content.decode()


def test_what_is_written_stands_where_it_is_seen_on_a_phone(alice, pages):
    household(alice)
    html = pages.get("/").content.decode()
    places = [html.index(f'id="{name}"') for name in ("hero", "jot", "cats", "flow", "rows")]
    assert places == sorted(places)


def test_the_last_day_of_a_month_is_called_so(alice, pages):
    alice.month_start_day = 24
    alice.save()
    household(alice)
    assert "이번 달 마지막 날" in words(pages.get("/"))


def test_where_months_begin_on_a_payday_the_plots_days_have_their_month(alice, pages):
    alice.month_start_day = 10
    alice.save()
    household(alice)
    html = pages.get("/").content.decode()
    assert re.findall(r'y="214"[^>]*>([^<]*)<', html) == ["11/10", "11/19", "11/23", "11/29", "12/9"]


def test_the_plots_labels_do_not_cover_each_other_at_the_end_of_a_month(alice, pages):
    alice.month_start_day = 24
    alice.save()
    make_plan(alice, 202610, food=600_000)
    make_expense(alice, 8_000)
    html = pages.get("/").content.decode()
    assert "오늘 8천" in html
    assert 'class="t-strong"' not in html
