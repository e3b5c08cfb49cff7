"""달력: a month day by day."""

import re

import pytest

from reports import today as todays
from tests.factories import make_expense, make_plan

from .reading import rows, words

CALENDAR = "/calendar/"


def cells(answer):
    """Return what a screen reader says of the days that can be opened."""
    return re.findall(r'<span class="sr">([^<]*)</span>', answer.content.decode())


def test_each_day_has_its_sum_and_how_it_stands_to_its_part(alice, pages):
    make_plan(alice, food=300_000, housing=(550_000, 550_000))
    make_expense(alice, 550_000, code="housing", on="2026-11-01")
    make_expense(alice, 10_000, on="2026-11-01")
    make_expense(alice, 5_000, on="2026-11-02")
    make_expense(alice, 15_000, on="2026-11-03")
    make_expense(alice, 90_000, on="2026-11-04")
    make_expense(alice, 99_000, on="2026-11-05", excluded=True)
    make_expense(alice, 4_500, on="2026-11-23")
    said = cells(pages.get(CALENDAR))
    assert said[:5] == [
        "11월 1일 일요일, 몫만큼 씀, 560,000원",
        "11월 2일 월요일, 몫보다 덜 씀, 5,000원",
        "11월 3일 화요일, 몫보다 더 씀, 15,000원",
        "11월 4일 수요일, 몫의 두 배 넘게 씀, 90,000원",
        "11월 5일 목요일, 몫보다 덜 씀, 0원",
    ]
    assert said[-1] == "11월 23일 월요일, 오늘, 4,500원, 고른 날"
    assert len(said) == 23


def test_today_is_the_day_that_is_shown_first(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 4_500, memo="커피")
    make_expense(alice, 9_000, on="2026-11-22", memo="어제")
    answer = pages.get(CALENDAR)
    assert rows(answer) == ["식 커피 식비 4,500 원"]
    assert "11월 23일 월요일 · 오늘 오늘 몫" in words(answer)


def test_another_day_can_be_picked(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 9_000, on="2026-11-22", memo="어제 것")
    answer = pages.get(CALENDAR, {"month": "2026-11", "day": "2026-11-22"})
    assert rows(answer) == ["식 어제 것 식비 9,000 원"]
    assert "그날 몫 33,300원" in words(answer)


def test_its_parts_are_those_that_each_day_was_told(alice, pages):
    make_plan(alice, food=300_000, transport=90_000)
    for day, amount in ((1, 39_000), (9, 50_000), (17, 8_000), (23, 3_000)):
        make_expense(alice, amount, on=f"2026-11-{day:02d}")
    days = pages.get(CALENDAR).context["found"].days
    assert len(days) == 23
    assert [one.part for one in days] == [todays.for_user(alice, one.day).plan.total for one in days]


def test_the_month_in_figures(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 15_000, on="2026-11-01")
    make_expense(alice, 9_000, on="2026-11-23")
    make_expense(alice, 1_000, on="2026-11-29")
    text = words(pages.get(CALENDAR))
    assert "11월 23일까지 24,000 원 남은 예산 276,000 원 몫 안에서 지낸 날 21일 몫을 넘은 날 1일" in text


def test_a_payday_month_shows_its_range_and_where_a_month_begins(alice, pages):
    alice.month_start_day = 25
    alice.save()
    text = words(pages.get(CALENDAR))
    assert "2026년 10월" in text
    assert "10월 25일–11월 24일" in text
    assert "10/25" in text
    assert "11/1" in text


def test_days_to_come_say_nothing_but_what_was_recorded_already(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 70_000, on="2026-11-25", memo="예약")
    answer = pages.get(CALENDAR, {"day": "2026-11-25"})
    assert cells(answer)[-1] == "11월 25일 수요일, 70,000원, 고른 날"
    assert rows(answer) == ["식 예약 식비 70,000 원"]
    assert "아직 오지 않은 날이에요" in words(pages.get(CALENDAR, {"day": "2026-11-26"}))


def test_a_month_without_a_plan_has_no_colours_and_leads_to_a_budget(alice, pages):
    make_expense(alice, 5_000, on="2026-11-02")
    answer = pages.get(CALENDAR)
    html = answer.content.decode()
    assert "예산이 없어서" in words(answer)
    assert 'class="btn sm" href="/budget/"' in html
    assert not re.search(r'class="cell[^>]*data-state', html)


def test_months_lead_to_one_another_up_to_this_one(pages):
    html = pages.get(CALENDAR).content.decode()
    assert "?month=2026-10" in html
    assert "?month=2026-12" not in html
    html = pages.get(CALENDAR, {"month": "2026-10"}).content.decode()
    assert 'href="/calendar/?month=2026-09"' in html
    assert 'href="/calendar/?month=2026-11"' in html


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "nonsense", "0001-01", "9999-12", "1899-12", "3000-01"])
def test_a_month_that_is_none_is_not_there(pages, month):
    assert pages.get(CALENDAR, {"month": month}).status_code == 404


@pytest.mark.parametrize("month", ["1900-01", "2999-12", "2027-03"])
@pytest.mark.parametrize("start_day", [1, 31])
def test_far_months_are_there(alice, pages, month, start_day):
    alice.month_start_day = start_day
    alice.save()
    assert pages.get(CALENDAR, {"month": month}).status_code == 200


@pytest.mark.parametrize("day", ["nonsense", "2026-12-01", "9999-99-99", ""])
def test_a_day_that_the_month_has_not_shows_the_nearest_to_today(pages, day):
    assert str(pages.get(CALENDAR, {"day": day}).context["picked"].day) == "2026-11-23"
    assert str(pages.get(CALENDAR, {"day": day, "month": "2026-10"}).context["picked"].day) == "2026-10-31"


def test_large_sums_are_short_in_their_cells(alice, pages):
    make_plan(alice, food=3_000_000)
    make_expense(alice, 1_234_000, on="2026-11-02")
    assert "123.4만" in words(pages.get(CALENDAR))


def test_nobody_sees_what_others_spent(alice, bob, pages_of):
    make_expense(alice, 5_000)
    assert "5,000" not in words(pages_of(bob).get(CALENDAR))


@pytest.mark.parametrize("much", [False, True])
def test_a_month_is_two_statements(alice, pages, django_assert_num_queries, much):
    make_plan(alice, food=300_000, transport=90_000)
    for number in range(200 if much else 1):
        make_expense(alice, 100, on=f"2026-11-{1 + number % 23:02d}")
    # And the session, the login, the rows of a day, and unread messages.
    with django_assert_num_queries(6):
        pages.get(CALENDAR)


def test_a_day_of_many_rows_leads_to_all_of_them(alice, pages):
    make_plan(alice, food=300_000)
    for _ in range(51):
        make_expense(alice, 1_000)
    assert "이날 쓴 것 모두 보기" in words(pages.get(CALENDAR))
