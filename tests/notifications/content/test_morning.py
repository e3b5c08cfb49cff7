from datetime import date

import pytest

from notifications.models import Kind
from tests.factories import make_expense, make_plan

from .saying import lines, said, won


def test_the_title_is_the_total(alice):
    make_plan(alice, food=240_000)
    assert said(alice, on=date(2026, 11, 1)).title == "오늘 쓸 수 있는 돈 8,000원"


def test_it_says_the_sentence_the_parts_and_the_days_left(alice):
    make_plan(alice, 202610, food=470_000, transport=130_000, health=55_000)
    for code, amount in (("food", 151_340), ("transport", 44_100)):
        make_expense(alice, amount, code=code, on="2026-10-12")
    found = said(alice, on=date(2026, 10, 13))
    assert found.title == "오늘 쓸 수 있는 돈 24,200원"
    sentence, *rest = found.text.split("\n\n")
    assert "24,200원" in sentence
    assert rest == ["교통 4,500원\n식비 16,800원\n의료 2,900원", "오늘을 넣어 19일 남았어요."]


def test_the_tightest_part_comes_first(alice):
    make_plan(alice, food=300_000, transport=90_000, health=60_000, leisure=30_000)
    for code, amount in (("food", 100_000), ("transport", 85_000), ("health", 30_000)):
        make_expense(alice, amount, code=code, on="2026-11-22")
    labels = [line.split()[0] for line in lines(said(alice))[1:-1]]
    assert labels == ["교통", "의료", "식비", "문화·여가"]


def test_a_part_that_only_the_floor_keeps_up_is_marked_so(alice):
    make_plan(alice, 202609, food=200_000, transport=100_000)
    make_expense(alice, 250_000, on="2026-09-20")
    assert lines(said(alice, on=date(2026, 9, 21)))[1:3] == ["식비 2,000원 (최소 몫)", "교통 3,000원"]


def test_of_two_as_tight_the_plan_order_decides(alice):
    make_plan(alice, transport=80_000, food=80_000)
    assert [line.split()[0] for line in lines(said(alice))[1:-1]] == ["식비", "교통"]


def test_at_most_five_are_named_and_the_others_are_added_up(alice):
    codes = ["food", "transport", "health", "leisure", "education", "clothing", "beauty"]
    make_plan(alice, **{code: 30_000 * (place + 1) for place, code in enumerate(codes)})
    found = lines(said(alice, on=date(2026, 11, 1)))[1:-1]
    assert found == [
        "식비 1,000원", "교통 2,000원", "의료 3,000원", "문화·여가 4,000원", "교육 5,000원", "그 밖의 2개 13,000원",
    ]  # fmt: skip


def test_what_gets_nothing_today_is_not_named(alice):
    make_plan(alice, housing=(550_000, 550_000), food=300_000, beauty=0)
    make_expense(alice, 550_000, code="housing", on="2026-11-01")
    assert [line.split()[0] for line in lines(said(alice))[1:-1]] == ["식비"]


def test_the_last_day_is_called_so(alice):
    make_plan(alice, food=300_000)
    assert lines(said(alice, on=date(2026, 11, 30)))[-1] == "오늘이 이번 달 예산의 마지막 날이에요."


def test_a_month_that_starts_on_payday_counts_its_own_days(alice):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202610, food=600_000)
    make_expense(alice, 150_000, on="2026-10-26")
    found = said(alice, on=date(2026, 11, 5))
    assert found.title == f"오늘 쓸 수 있는 돈 {won(22_500)}"
    assert lines(found)[-1] == "오늘을 넣어 20일 남았어요."


def test_what_was_spent_today_already_changes_no_word(alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 99_000, on="2026-11-22")
    before = said(alice)
    make_expense(alice, 500)
    assert said(alice) == before


def test_excluded_rows_change_no_word(alice):
    make_plan(alice, food=300_000)
    before = said(alice)
    make_expense(alice, 200_000, on="2026-11-05", excluded=True)
    assert said(alice) == before


@pytest.mark.parametrize("month", [None, 202612])
def test_without_a_plan_for_the_month_there_is_nothing_to_say(alice, month):
    if month:
        make_plan(alice, month, food=300_000)
    assert said(alice) is None


def test_nor_with_an_empty_one(alice):
    make_plan(alice, 202610, food=300_000)
    make_plan(alice)
    assert said(alice) is None
    assert said(alice, Kind.EVENING) is None
