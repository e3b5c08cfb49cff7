"""Amounts as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.amounts import amount_text
from web.amounts import MOST, parse_amount, typed

amounts = st.integers(1, MOST)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("9500", 9_500),
        ("12,000", 12_000),
        ("12,000원", 12_000),
        ("₩12,000", 12_000),
        (" 1 2 000 ", 12_000),
        ("１２０００", 12_000),
        ("１２，０００원", 12_000),
        ("1만", 10_000),
        ("만", 10_000),
        ("1만2천", 12_000),
        ("1만 2천5백", 12_500),
        ("1만2500", 12_500),
        ("1.5만", 15_000),
        ("2천", 2_000),
        ("천오백", None),
        ("12만3천4백원", 123_400),
        ("1억2천만", 120_000_000),
        ("0012", 12),
    ],
)
def test_it_reads_what_people_write(text, amount):
    assert parse_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    [
        "",
        "원",
        "0",
        "-5",
        "만원쯤",
        "1,00",
        "12,0000",
        "1만2",
        "1천만2억",
        "12.5",
        "1e5",
        "٣٤",
        "9500 9500,",
        "1.2.3만",
    ],
)
def test_it_refuses_what_is_none_or_unclear(text):
    assert parse_amount(text) is None


def test_it_refuses_more_than_can_be_kept():
    assert parse_amount(str(MOST)) == MOST
    assert parse_amount(str(MOST + 1)) is None
    assert parse_amount("9" * 5_000) is None


def test_other_money_has_its_fractions():
    assert parse_amount("12.50", "USD") == 1_250
    assert parse_amount("$12.5", "USD") == 1_250
    assert parse_amount("12.505", "USD") is None
    assert parse_amount("12", "JPY") == 12


@given(amounts, st.sampled_from(["KRW", "USD", "EUR", "JPY", "CHF"]), st.sampled_from(["ko", "en"]))
def test_what_the_service_writes_it_reads_back(amount, currency, language):
    assert parse_amount(amount_text(amount, currency, language), currency) == amount


@given(amounts, st.sampled_from(["KRW", "USD", "JPY", "KWD"]))
def test_what_stands_in_a_field_it_reads_back(amount, currency):
    assert parse_amount(typed(amount, currency), currency) == amount


@given(st.text() | st.text("0123456789,. 억만천백십원₩") | st.text("0123456789,.억만"))
def test_whatever_is_typed_it_answers(text):
    amount = parse_amount(text)
    assert amount is None or 1 <= amount <= MOST
