"""점심 9500: an amount and a memo in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.amounts import amount_text
from web.amounts import MOST, Noted, parse_note

memos = st.text("가나다라마바사 abc", max_size=20).map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize(
    ("note", "noted"),
    [
        ("점심 9500", Noted(9_500, "점심")),
        ("9500 점심", Noted(9_500, "점심")),
        ("9,500원 점심 순두부", Noted(9_500, "점심 순두부")),
        ("커피 4천5백", Noted(4_500, "커피")),
        ("1만2천 장보기", Noted(12_000, "장보기")),
        ("9500", Noted(9_500, "")),
        ("3호선 1500", Noted(1_500, "3호선")),
        ("2인 파스타 28000", Noted(28_000, "2인 파스타")),
        ("영화 2 28000", Noted(28_000, "영화 2")),
        ("  커피   4500 ", Noted(4_500, "커피")),
        ("저녁 https://a.example/p?id=12&n=3 9500", Noted(9_500, "저녁 https://a.example/p?id=12&n=3")),
    ],
)
def test_it_takes_the_last_amount_and_leaves_the_rest(note, noted):
    assert parse_note(note) == noted


@pytest.mark.parametrize("note", ["", "점심", "만원쯤", "3호선", "점심 0", "저녁 https://a.example/?p=1"])
def test_without_an_amount_all_of_it_is_memo(note):
    assert parse_note(note) == Noted(None, note)


@given(memos, st.integers(1, MOST), st.sampled_from(["ko", "en"]))
def test_an_amount_as_the_service_writes_it_is_found_behind_any_words(memo, amount, language):
    assert parse_note(f"{memo} {amount_text(amount, 'KRW', language)}") == Noted(amount, memo)


@given(st.text() | st.text("0123456789,. 억만천백십원₩가나 "))
def test_whatever_is_typed_it_answers(text):
    amount, memo = parse_note(text)
    assert amount is None or 1 <= amount <= MOST
    assert memo is not None
