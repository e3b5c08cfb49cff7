"""내역: expenses by day, with the sums of days, of categories and of all that is asked for."""

from datetime import date

import pytest

from tests.factories import make_expense, make_plan

from .reading import days, rows, words

EXPENSES, API = "/expenses/", "/api/expenses/list/"


def november(owner):
    make_expense(owner, 9_500, on="2026-11-23", memo="점심 순두부")
    make_expense(owner, 3_000, on="2026-11-23", code="transport", memo="버스")
    make_expense(owner, 52_300, on="2026-11-22", memo="장보기")
    make_expense(owner, 86_000, on="2026-11-21", memo="모임 대신 결제", excluded=True)
    make_expense(owner, 5_500, on="2026-11-21", memo="커피")
    make_expense(owner, 20_000, on="2026-10-31", memo="시월")


def test_it_lists_this_month_by_day_newest_first(alice, pages):
    november(alice)
    answer = pages.get(EXPENSES)
    assert days(answer) == {"2026-11-23": 12_500, "2026-11-22": 52_300, "2026-11-21": 5_500}
    assert rows(answer) == [
        "교 버스 교통 3,000 원",
        "식 점심 순두부 식비 9,500 원",
        "식 장보기 식비 52,300 원",
        "식 커피 식비 5,500 원",
        "식 모임 대신 결제 식비 합계 제외 86,000 원",
    ]


def test_days_are_named_as_people_say_them(alice, pages):
    november(alice)
    text = words(pages.get(EXPENSES))
    assert "11월 23일 월요일 · 오늘" in text
    assert "11월 22일 일요일 · 어제" in text
    make_expense(alice, on="2025-11-23")
    text = words(pages.get(EXPENSES, {"start_date": "2025-11-01", "end_date": "2025-11-30"}))
    assert "2025년 11월 23일 일요일" in text
    assert "2025년 11월 1일–2025년 11월 30일" in text


def test_totals_say_what_is_left_out(alice, pages):
    november(alice)
    text = words(pages.get(EXPENSES))
    assert "11월 1일–30일 · 4건 70,300 원" in text
    assert "제외한 1건 86,000원은 빠져 있어요." in text


def test_categories_come_with_the_largest_first(alice, pages):
    november(alice)
    assert [(one["label"], one["total"]) for one in pages.get(EXPENSES).context["lines"]] == [
        ("식비", 67_300),
        ("교통", 3_000),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"category": "transport"},
        {"category": ["transport", "food"], "search": "점심"},
        {"min_amount": "9500", "max_amount": "52300"},
        {"min_amount": "86000"},
        {"min_amount": "0", "max_amount": "0"},
        {"search": "없는 말"},
    ],
)
def test_it_asks_as_the_api_does(alice, as_alice, pages, more):
    november(alice)
    period = {"start_date": "2026-10-15", "end_date": "2026-11-22"} | more
    same, context = as_alice.get(API, period).json(), pages.get(EXPENSES, period).context
    assert [row for one in context["days"] for row in one.rows] == same["expenses"]
    assert context["totals"].total_expense == same["total_expense"]
    assert context["totals"].row_count == same["count"]
    assert {one["category"]: one["total"] for one in context["lines"]} == {
        one["category"]: one["total"] for one in same["category_totals"] if one["total"]
    }


def test_the_sum_of_a_day_is_of_what_is_asked_for(alice, pages):
    november(alice)
    assert days(pages.get(EXPENSES, {"category": "transport"})) == {"2026-11-23": 3_000}


def test_amounts_are_read_as_people_write_them(alice, pages):
    november(alice)
    assert rows(pages.get(EXPENSES, {"min_amount": "5만", "max_amount": "6만원"})) == ["식 장보기 식비 52,300 원"]


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("this", date(2026, 10, 25), date(2026, 11, 24)),
        ("last", date(2026, 9, 25), date(2026, 10, 24)),
    ],
)
def test_months_are_those_of_the_person(alice, pages, period, first, last):
    alice.month_start_day = 25
    alice.save()
    wanted = pages.get(EXPENSES, {"period": period, "start_date": "1999-01-01"}).context["wanted"]
    assert (wanted.period.first, wanted.period.last) == (first, last)


def test_today_is_where_the_person_lives(alice, pages, fixed_now):
    alice.time_zone = "Pacific/Kiritimati"
    alice.save()
    fixed_now.move_to("2026-11-30T11:00:00+00:00")
    assert pages.get(EXPENSES).context["wanted"].period.first == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"start_date": "2026-11-30", "end_date": "2026-11-01"}, "end_date"),
        ({"start_date": "1900-01-01", "end_date": "2026-11-01"}, "end_date"),
        ({"start_date": "soon", "end_date": "2026-11-01"}, "start_date"),
        ({"start_date": "9999-12-31", "end_date": "9999-12-31"}, "end_date"),
        ({"start_date": "", "end_date": ""}, "start_date"),
        ({"min_amount": "만원쯤"}, "min_amount"),
        ({"category": "nonsense"}, "category"),
        ({"period": "nonsense"}, "period"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_stays_in_it(pages, query, field):
    answer = pages.get(EXPENSES, query)
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    form = answer.context["form"]
    assert form.data[field] == query[field]


def test_an_empty_month_leads_to_recording(pages):
    answer = pages.get(EXPENSES)
    assert "이 기간에는 적은 게 없어요" in words(answer)
    assert 'class="btn primary" href="/add/"' in answer.content.decode()


def test_a_search_without_a_find_says_so_and_leads_back(alice, pages):
    november(alice)
    answer = pages.get(EXPENSES, {"search": "<스타벅스>"})
    assert "‘<스타벅스>’로 적은 건 없어요" in words(answer)
    assert "?start_date=2026-11-01&amp;end_date=2026-11-30" in answer.content.decode()


def test_nobody_sees_what_others_spent(alice, bob, pages_of):
    november(alice)
    make_expense(bob, 1_234, memo="밥의 것")
    assert rows(pages_of(bob).get(EXPENSES)) == ["식 밥의 것 식비 1,234 원"]


def test_a_memo_is_text_whatever_is_in_it(alice, pages):
    make_expense(alice, memo="<script>alert(1)</script> & {what}")
    html = pages.get(EXPENSES).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {what}" in html


def test_it_reads_english(alice, pages):
    alice.language = "en"
    alice.save()
    november(alice)
    text = words(pages.get(EXPENSES))
    assert "Monday, November 23 · today" in text
    assert "November 1–30 · 4 entries ₩70,300" in text
    assert "1 left out, ₩86,000, is not in it." in text


@pytest.mark.parametrize("count", [1, 45])
def test_it_takes_as_many_statements_however_much_there_is(alice, pages, django_assert_num_queries, count):
    make_plan(alice, food=300_000)
    for number in range(count):
        make_expense(alice, on=f"2026-11-{1 + number % 23:02d}")
    # The session, the login, the categories, the rows, their days, the totals, and unread messages.
    with django_assert_num_queries(7):
        pages.get(EXPENSES)
