import pytest

from notifications.models import Kind
from tests.conftest import client_for
from tests.factories import make_expense, make_plan
from tests.reports.asking import summary

from .saying import lines, said, won


def alert(owner, subject):
    return said(owner, Kind.ALERT, subject=subject)


def spend(owner, amount):
    make_plan(owner, food=300_000, transport=90_000)
    make_expense(owner, amount, on="2026-11-10")


def test_it_says_what_is_so_and_then_what_helps(alice):
    spend(alice, 245_000)
    found = alert(alice, "food:80:2026-11:1")
    assert found.title == "식비 예산의 80%를 썼어요"
    assert lines(found) == [
        "예산 300,000원 · 쓴 돈 245,000원 · 남은 돈 55,000원",
        "남은 돈을 월말까지 천천히 나눠 써도 괜찮아요.",
    ]


def test_a_budget_spent_to_the_last_won_is_all_spent(alice):
    spend(alice, 300_000)
    found = alert(alice, "food:100:2026-11:1")
    assert found.title == "식비 예산을 다 썼어요"
    assert lines(found)[0] == "예산 300,000원 · 쓴 돈 300,000원 · 남은 돈 0원"
    assert lines(found)[1] == "다른 곳에서 조금씩 덜 쓰거나 예산을 고칠 수 있어요."


def test_a_budget_that_is_exceeded_says_by_how_much(alice):
    spend(alice, 305_000)
    found = alert(alice, "food:100:2026-11:1")
    assert found.title == "식비 예산을 넘었어요"
    assert lines(found)[0] == "예산 300,000원 · 쓴 돈 305,000원 · 넘은 돈 5,000원"


def test_any_other_threshold_is_said_in_percent(alice):
    spend(alice, 400_000)
    assert alert(alice, "food:120:2026-11:1").title == "식비 예산의 120%를 썼어요"


@pytest.mark.parametrize(
    ("amount", "threshold", "title"),
    [
        (320_000, 80, "이번 달 예산의 80%를 썼어요"),
        (390_000, 100, "이번 달 예산을 다 썼어요"),
        (390_001, 100, "이번 달 예산을 넘었어요"),
    ],
)
def test_the_whole_is_the_month(alice, amount, threshold, title):
    spend(alice, amount)
    assert alert(alice, f"*:{threshold}:2026-11:1").title == title


def test_its_numbers_are_those_of_the_summary(alice):
    spend(alice, 245_000)
    make_expense(alice, 100_000, code="beauty", on="2026-11-22")
    make_expense(alice, 999_000, on="2026-11-24")
    make_expense(alice, 999_000, on="2026-11-20", excluded=True)
    month = summary(client_for(alice))["month_to_date"]
    (food,) = (one for one in month["categories"] if one["category"] == "food")
    for subject, answer in (("food:80:2026-11:1", food), ("*:80:2026-11:1", month)):
        left = answer["budget"] - answer["spent"]
        expected = f"예산 {won(answer['budget'])} · 쓴 돈 {won(answer['spent'])} · 남은 돈 {won(left)}"
        assert lines(alert(alice, subject))[0] == expected


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("food:80:2026-11:1", "80% of the Food budget is spent"),
        ("food:100:2026-11:1", "The Food budget is exceeded"),
        ("*:80:2026-11:1", "80% of the month's budget is spent"),
    ],
)
def test_it_is_english_for_who_reads_english(alice, subject, title):
    alice.language = "en"
    alice.save()
    spend(alice, 330_000)
    assert alert(alice, subject).title == title


@pytest.mark.parametrize(
    "subject", ["food:80:2026-11:1", "*:80:2026-11:1", "transport:80:2026-11:1", "beauty:80:2026-11:1"]
)
def test_what_is_not_so_any_more_is_not_said(alice, subject):
    spend(alice, 10_000)
    assert alert(alice, subject) is None


def test_nor_what_was_so_in_a_month_that_is_cut_otherwise_now(alice):
    spend(alice, 300_000)
    assert alert(alice, "food:80:2026-10:1") is None
