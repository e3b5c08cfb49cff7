from datetime import date

from notifications.models import Kind
from tests.factories import make_expense, make_plan

from .saying import lines, said


def evening(owner, on=date(2026, 11, 23)):
    return said(owner, Kind.EVENING, on)


def test_it_says_what_was_spent_against_what_and_the_month_to_date(alice):
    make_plan(alice, food=300_000, transport=90_000)
    make_expense(alice, 200_000, on="2026-11-10")
    make_expense(alice, 15_000)
    make_expense(alice, 1_500, code="transport")
    found = evening(alice)
    assert found.title == "오늘 쓴 돈 16,500원"
    assert found.text.split("\n\n")[1:] == [
        "오늘 쓴 돈 16,500원 · 오늘 몫 23,800원\n적정 금액 13,000원 · 위험도 126.9%",
        "식비 15,000원 · 적정 금액 10,000원 · 위험도 150.0%\n교통 1,500원 · 적정 금액 3,000원 · 위험도 50.0%",
        "이번 달 쓴 돈 216,500원 · 예산 390,000원\n적정 금액 299,000원 · 위험도 72.4%",
    ]


def test_the_sentence_speaks_of_the_mornings_number(alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 200_000, on="2026-11-10")
    total = said(alice).title.removeprefix("오늘 쓸 수 있는 돈 ")
    make_expense(alice, 50_000)
    assert total in lines(evening(alice))[0]


def test_the_highest_risk_comes_first_and_those_without_one_last(alice):
    make_plan(alice, food=300_000, transport=90_000, leisure=60_000)
    for code, amount in (("food", 1_000), ("transport", 6_000), ("leisure", 1_000), ("beauty", 70_000)):
        make_expense(alice, amount, code=code)
    assert evening(alice).text.split("\n\n")[2].split("\n") == [
        "교통 6,000원 · 적정 금액 3,000원 · 위험도 200.0%",
        "문화·여가 1,000원 · 적정 금액 2,000원 · 위험도 50.0%",
        "식비 1,000원 · 적정 금액 10,000원 · 위험도 10.0%",
        "미용 70,000원 · 아직 견줄 수 없어요",
    ]


def test_at_most_five_are_named_and_the_others_are_added_up(alice):
    codes = ["food", "transport", "health", "leisure", "education", "clothing", "beauty"]
    make_plan(alice, **dict.fromkeys(codes, 30_000))
    for place, code in enumerate(codes):
        make_expense(alice, 1_000 * (place + 1), code=code)
    found = evening(alice).text.split("\n\n")[2].split("\n")
    assert [line.split()[0] for line in found[:5]] == ["미용", "의류", "교육", "문화·여가", "의료"]
    assert found[5:] == ["그 밖의 2개 3,000원"]


def test_a_day_without_spending_is_said_plainly(alice):
    make_plan(alice, food=300_000)
    found = evening(alice)
    assert found.title == "오늘은 쓴 돈이 없어요"
    assert "위험도 0.0%" in found.text
    assert len(found.text.split("\n\n")) == 3


def test_without_anything_appropriate_nothing_is_compared(alice):
    make_plan(alice, food=0)
    make_expense(alice, 5_000)
    found = evening(alice).text
    assert "%" not in found
    assert found.count("아직 견줄 수 없어요") == 3


def test_rent_that_was_due_is_appropriate(alice):
    make_plan(alice, housing=(700_000, 550_000), food=300_000)
    make_expense(alice, 550_000, code="housing", on="2026-11-01")
    assert "주거 550,000원 · 적정 금액 555,000원 · 위험도 99.1%" in evening(alice, date(2026, 11, 1)).text


def test_a_month_that_starts_on_payday_is_said_by_its_days(alice):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202610, food=600_000)
    make_expense(alice, 150_000, on="2026-10-26")
    make_expense(alice, 990_000, on="2026-10-24")
    assert "10월 25일~11월 24일 쓴 돈 150,000원 · 예산 600,000원" in lines(evening(alice, date(2026, 11, 5)))


def test_excluded_rows_change_no_word(alice):
    make_plan(alice, food=300_000)
    before = evening(alice)
    make_expense(alice, 200_000, excluded=True)
    make_expense(alice, 200_000, code="beauty", on="2026-11-05", excluded=True)
    assert evening(alice) == before


def test_without_a_plan_there_is_nothing_to_say(alice):
    make_expense(alice, 5_000)
    assert evening(alice) is None
