"""The statistics page says what the API says, of every month, to everybody."""

import re
from html import unescape

import pytest

from accounts.models import User
from categories.models import Category
from expenses.models import Expense
from tests.factories import make_expense, make_plan, make_user
from tests.reports.asking import statistics

from .reading import words

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
LINE = re.compile(r"<tr.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
HIT = re.compile(r'<g class="hit" tabindex="0" role="img"[^>]*aria-label="([^"]*)"')
TOO_FEW = "아직 견줄 만큼 모이지 않았어요"


def tables(response):
    """Return the three tables: lines of cells, heads left out."""
    return [
        [CELL.findall(line) for line in LINE.findall(table)[1:]] for table in TABLE.findall(response.content.decode())
    ]


def hits(response):
    return [unescape(label) for label in HIT.findall(response.content.decode())]


def shown(amount):
    return f"{amount:,}"


@pytest.fixture
def a_year(alice: User) -> User:
    make_plan(alice, 202601, food=600_000, housing=(620_000, 550_000), leisure=150_000)
    make_plan(alice, 202607, food=650_000, housing=(620_000, 550_000), leisure=150_000)
    for month in range(1, 12):
        make_expense(alice, 550_000, code="housing", on=f"2026-{month:02}-01")
        make_expense(alice, 20_000 * month, on=f"2026-{month:02}-13")
        make_expense(alice, 9_000, on=f"2026-{month:02}-16")
        make_expense(alice, 77_777, on=f"2026-{month:02}-17", excluded=True)
    make_expense(alice, 155_000, code="leisure", on="2026-11-02")
    make_expense(alice, 26_200)
    return alice


@pytest.mark.parametrize(("query", "on"), [("", None), ("?month=2026-10", "2026-10-31"), ("?month=2026-11", None)])
def test_its_numbers_are_those_of_the_api(a_year, pages, as_alice, query, on):
    for number in range(5):
        other = make_user(f"other{number}")
        make_plan(other, 202610, food=100_000)
        make_expense(other, 50_000, on="2026-10-05")
        make_expense(other, 50_000, on="2026-11-05")
    told = statistics(as_alice, on)
    page = pages.get(f"/statistics/{query}")
    text = words(page)
    month, weekday, others = told["vs_last_month"], told["vs_weekday"], told["vs_other_users"]
    for amount in (month["current"], month["previous"], weekday["today"], weekday["last_week"]):
        assert f"{amount:,}원" in text
    assert f"{month['ratio']:,}%" in text
    assert f"{weekday['average_8_weeks']:,}원" in text
    assert f"{others['mine']}% 남들 평균 {others['others']}%" in text
    assert f"남들을 100으로 보면 나는 {others['relative']}예요" in text
    by_category, by_month, _ = tables(page)
    assert {tuple(row[:3]) for row in by_category[:-1]} >= {
        (one["label"], shown(one["current"]), shown(one["previous"])) for one in month["categories"]
    }
    assert by_category[-1][:3] == ["합계", shown(month["current"]), shown(month["previous"])]
    assert by_month[0][1] == shown(month["current"])


def test_each_month_is_the_total_of_its_list(a_year, pages, as_alice):
    lines = tables(pages.get("/statistics/"))[1]
    assert [line[0] for line in lines] == ["11월 23일까지", *(f"{month}월" for month in range(10, 0, -1))]
    for month, line in zip(range(11, 0, -1), lines, strict=True):
        period = {"start_date": f"2026-{month:02}-01", "end_date": f"2026-{month:02}-28"}
        assert line[1] == shown(as_alice.get("/api/expenses/list/", period).json()["total_expense"])
        assert line[2] == shown(1_420_000 if month > 6 else 1_370_000)


def test_what_is_over_is_said_in_words_and_marked(a_year, pages):
    page = pages.get("/statistics/")
    assert "문화·여가 155,000원, 예산 150,000원, 지난달 같은 기간 0원, 예산 넘음" in hits(page)
    assert page.content.decode().count('class="stop"') == 1


def test_the_pace_is_said_of_this_month_only(a_year, pages):
    # 410,200 of living costs in 23 days are 535,000 in 30, and 550,000 are fixed.
    assert "이 속도라면 1,085,000원" in words(pages.get("/statistics/"))
    past = pages.get("/statistics/?month=2026-10")
    assert "이 속도라면" not in past.content.decode()
    assert "guess" not in past.content.decode()


def test_a_past_month_is_seen_as_of_its_last_day(a_year, pages):
    text = words(pages.get("/statistics/?month=2026-10"))
    assert "10월 1일–31일" in text
    assert "9월 같은 기간과" in text
    assert "여느 토요일과" in text


def test_everything_that_can_be_pointed_at_says_what_it_is(a_year, pages):
    labels = hits(pages.get("/statistics/"))
    assert len(labels) == 3 + 11 + 7
    assert "10월 759,000원, 예산 1,420,000원" in labels
    assert labels[-7].startswith("월요일 ")


def test_months_lead_to_one_another_as_far_as_there_is_something(a_year, pages):
    def leads_to(query):
        return re.findall(r'<a class="btn-icon" href="\?month=([^"]*)"', pages.get(query).content.decode())

    assert leads_to("/statistics/") == ["2026-10"]
    assert leads_to("/statistics/?month=2026-05") == ["2026-04", "2026-06"]
    assert leads_to("/statistics/?month=2026-01") == ["2026-02"]


@pytest.mark.parametrize("month", ["2026-12", "9999-12", "2026-13", "1899-12", "3000-01", "nonsense", "2026-1"])
def test_there_is_no_such_month(pages, month):
    assert pages.get("/statistics/", {"month": month}).status_code == 404


def test_the_first_month_of_all_is_empty_and_no_error(pages):
    assert "아직 견줄 것이 없어요" in words(pages.get("/statistics/?month=1900-01"))


def test_who_has_nothing_is_led_to_a_budget(pages):
    page = pages.get("/statistics/")
    assert "아직 견줄 것이 없어요" in words(page)
    assert 'class="btn primary" href="/start/"' in page.content.decode()


def test_who_has_a_budget_is_led_to_the_first_expense(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 5_000, excluded=True)
    assert 'class="btn primary" href="/add/"' in pages.get("/statistics/").content.decode()


def test_a_month_before_the_first_expense_leads_back(alice, pages):
    make_expense(alice, 5_000)
    page = pages.get("/statistics/?month=2026-09")
    assert "11월 23일 월요일부터 지출이 적혀 있어요" in words(page)
    assert 'class="btn primary" href="/statistics/"' in page.content.decode()


def test_on_the_first_day_nothing_is_compared(alice, pages):
    make_plan(alice, food=300_000)
    make_expense(alice, 5_000)
    text = words(pages.get("/statistics/"))
    assert text.count(TOO_FEW) == 4
    assert "None" not in text


def test_without_a_budget_there_is_none_to_be_over(alice, pages):
    make_expense(alice, 5_000, on="2026-11-02")
    page = pages.get("/statistics/")
    assert tables(page)[0] == [["식비", "5,000", "0", "–"], ["합계", "5,000", "0", "–"]]
    assert tables(page)[1] == [["11월 23일까지", "5,000", "–", "–"]]
    assert "이 달 예산을 정하면 다른 사용자와 견줘 드려요" in words(page)
    assert 'class="stop"' not in page.content.decode()


def test_a_month_of_nothing_says_so(alice, pages):
    make_expense(alice, 5_000, on="2026-01-02")
    assert "쓴 돈도 예산도 없어요" in words(pages.get("/statistics/"))


def test_a_weekday_that_has_not_come_is_left_open(alice, pages):
    make_expense(alice, 5_000, on="2026-11-21")
    page = pages.get("/statistics/")
    assert tables(page)[2][0] == ["월요일", "–", "–"]
    assert tables(page)[2][5:] == [
        ["토요일", "5,000", "+2,500"],
        ["일요일", "0", "−2,500"],
        ["하루 평균", "2,500", ""],
    ]
    assert "월요일 아직 모름" in hits(page)


def test_weeks_of_nothing_have_no_ratio(alice, pages):
    make_expense(alice, 5_000, on="2026-11-01")
    make_expense(alice, 3_000)
    assert "3,000 원 더 썼어요 앞선 월요일에는 쓴 돈이 없어요." in words(pages.get("/statistics/"))


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [(5_000, 3_000, "2,000 원 더 썼어요"), (3_000, 5_000, "2,000 원 덜 썼어요"), (5_000, 5_000, "똑같이 썼어요")],
)
def test_more_less_and_the_same_are_words(alice, pages, now, then, said):
    make_expense(alice, now, on="2026-11-02")
    make_expense(alice, then, on="2026-10-02")
    assert f"지난달 같은 기간과 {said}" in words(pages.get("/statistics/"))


def test_months_from_payday_on(alice, pages):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202609, food=300_000)
    make_expense(alice, 5_000, on="2026-10-24")
    make_expense(alice, 7_000, on="2026-10-25")
    page = pages.get("/statistics/")
    assert "10월 25일–11월 23일" in words(page)
    assert [line[:2] for line in tables(page)[1]] == [["11월 23일까지", "7,000"], ["9월", "5,000"]]


def test_other_money_has_its_own_decimals(alice, pages):
    alice.currency, alice.rounding_unit = "USD", 1
    alice.save()
    make_plan(alice, food=30_000)
    make_expense(alice, 1_234, on="2026-11-02")
    page = pages.get("/statistics/")
    assert tables(page)[0][0] == ["식비", "12.34", "0.00", "300.00"]
    assert "단위: USD" in words(page)


@pytest.mark.parametrize(
    ("budget", "kind"), [(9_999_999, "table"), (10_000_000, "table dense"), (10**9, "table dense vast")]
)
def test_large_amounts_find_room(alice, pages, budget, kind):
    make_plan(alice, food=budget)
    make_expense(alice, 5_000, on="2026-11-02")
    assert pages.get("/statistics/").content.decode().count(f'<table class="{kind}">') == 3


def test_it_speaks_english(a_year, pages):
    a_year.language = "en"
    a_year.save()
    page = pages.get("/statistics/")
    assert "Against the same days of last month" in words(page)
    assert not re.search("[가-힣]", re.sub("하루몫", "", words(page)))
    assert not any(re.search("[가-힣]", label) for label in hits(page))


def test_a_category_of_ones_own_is_named_as_it_is_written(a_year, pages):
    mine = Category.objects.create(owner=a_year, code="mine", label_ko='<b>"나"', label_en="x", position=99)
    Expense.objects.filter(amount=26_200).update(category=mine)
    page = pages.get("/statistics/")
    assert "<b>" not in page.content.decode()
    assert any(label.startswith('<b>"나" 26,200원') for label in hits(page))


def test_nobody_else_is_seen(a_year, pages_of, charlie):
    make_expense(charlie, 4_321)
    text = words(pages_of(charlie).get("/statistics/"))
    assert "550,000" not in text
    assert "4,321원" in text


def test_it_asks_who_you_are(client, db):
    assert client.get("/statistics/").headers["Location"] == "/login/?next=%2Fstatistics%2F"


def test_it_asks_no_more_of_who_has_more(alice, pages, django_assert_num_queries):
    make_plan(alice, food=1)
    make_expense(alice, 1, on="2026-11-22")
    pages.get("/statistics/")
    with django_assert_num_queries(12):
        pages.get("/statistics/")
    for month in range(1, 11):
        make_plan(alice, 202600 + month, food=1_000, housing=(2_000, 1_000))
        for day in range(1, 29):
            make_expense(alice, 100, code=("food", "housing")[day % 2], on=f"2026-{month:02}-{day:02}")
    with django_assert_num_queries(12):
        pages.get("/statistics/")


def test_it_is_read_and_not_written(pages):
    assert pages.post("/statistics/").status_code == 405
