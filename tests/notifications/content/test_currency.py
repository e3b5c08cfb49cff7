import pytest

from notifications.models import Kind
from tests.factories import make_expense, make_plan

from .saying import lines, said


@pytest.mark.parametrize(
    ("language", "title"), [("ko", "오늘 쓸 수 있는 돈 US$38.00"), ("en", "$38.00 to spend today")]
)
def test_amounts_are_in_the_owners_money(alice, language, title):
    alice.currency, alice.language = "USD", language
    alice.save()
    make_plan(alice, food=30_000)
    found = said(alice)
    assert found.title == title
    assert "원" not in found.text
    assert "₩" not in found.text


def test_cents_are_said_in_the_evening(alice):
    alice.currency, alice.language, alice.rounding_unit = "USD", "en", 1
    alice.save()
    make_plan(alice, food=30_000)
    make_expense(alice, 1_234)
    assert said(alice, Kind.EVENING).title == "$12.34 spent today"
    assert "Food: $12.34, appropriate $10.00, risk 123.4%" in lines(said(alice, Kind.EVENING))


def test_money_without_decimals_has_none(alice):
    alice.currency, alice.language = "JPY", "en"
    alice.save()
    make_plan(alice, food=300_000)
    assert said(alice).title == "¥37,500 to spend today"
