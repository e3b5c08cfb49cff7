"""The list and its totals are of what passes the filter."""

from urllib.parse import quote

import pytest

from expenses.models import Expense
from tests.factories import make_expense, make_plan

URL = "/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-30"
NFC, NFD = "김밥", "\u1100\u1175\u11b7\u1107\u1161\u11b8"


def passed(client, parameters):
    answer = client.get(f"{URL}&{parameters}")
    assert answer.status_code == 200
    listed = answer.json()
    assert listed["count"] == len(listed["expenses"])
    assert listed["total_expense"] == sum(row["amount"] for row in listed["expenses"])
    return [row["amount"] for row in listed["expenses"]]


@pytest.mark.parametrize(
    ("parameters", "amounts"),
    [
        ("category=food", [30, 10]),
        ("category=food&category=beauty", [40, 30, 10]),
        ("category=food&category=food", [30, 10]),
        ("category=education", []),
        ("min_amount=20", [40, 30, 20]),
        ("max_amount=20", [20, 10]),
        ("min_amount=20&max_amount=30", [30, 20]),
        ("min_amount=31&max_amount=20", []),
        ("min_amount=0&max_amount=9999999999999", [40, 30, 20, 10]),
        ("category=food&min_amount=20", [30]),
    ],
)
def test_it_lists_and_totals_what_passes(as_alice, alice, parameters, amounts):
    for amount, code in ((10, "food"), (20, "transport"), (30, "food"), (40, "beauty")):
        make_expense(alice, amount, code=code)
    assert passed(as_alice, parameters) == amounts


def test_a_category_without_spending_is_no_error(as_alice):
    answer = as_alice.get(f"{URL}&category=education")
    assert answer.json() == {"total_expense": 0, "count": 0, "category_totals": [], "expenses": [], "next": None}


class TestSearch:
    @pytest.fixture
    def memos(self, alice, as_alice):
        make_plan(alice, 202611, food=0)

        def record(*memos):
            for amount, memo in enumerate(memos, 1):
                body = {"category": "food", "amount": amount, "memo": memo}
                assert as_alice.post("/api/expenses/", body).status_code == 201

        return record

    @pytest.mark.parametrize("kept", [NFC, NFD])
    @pytest.mark.parametrize("asked", [NFC, NFD])
    def test_composed_and_decomposed_hangul_are_the_same(self, as_alice, memos, kept, asked):
        memos(f"참치{kept} 두 줄", "라면")
        assert passed(as_alice, f"search={quote(asked)}") == [1]
        assert NFC in Expense.objects.get(amount=1).memo

    @pytest.mark.parametrize(
        ("kept", "asked"),
        [
            ("Lunch", "lUNCH"), ("CAFÉ", "café"), ("Ärzte", "ärzte"), ("ärzte", "ÄRZTE"), ("Ärzte", "A\u0308RZTE"),
            ("STRASSE", "straße"), ("Σίσυφος", "ΣΊΣΥΦΟΣ"), ("ЩИ", "щи"),
        ],
    )  # fmt: skip
    def test_upper_and_lower_case_are_the_same_in_every_script(self, as_alice, memos, kept, asked):
        memos(f"x {kept} y", "something else")
        assert passed(as_alice, f"search={quote(asked)}") == [1]

    @pytest.mark.parametrize(
        ("asked", "amounts"), [("%", [1]), ("_", [2]), ("\\", [3]), ("0%", [1]), ("a_b", [2]), ("'", [4]), ("*", [])]
    )
    def test_signs_stand_for_themselves(self, as_alice, memos, asked, amounts):
        memos("100%", "a_b", "a\\b", "it's", "axb 1000")
        assert passed(as_alice, f"search={quote(asked)}") == amounts

    def test_it_finds_a_part_of_a_word_only_where_it_stands_together(self, as_alice, memos):
        memos("soy latte", "latte soy")
        assert passed(as_alice, "search=oy+lat") == [1]

    @pytest.mark.parametrize("nothing", ["", "%20%20", "%E3%80%80"])
    def test_a_search_for_nothing_is_no_search(self, as_alice, memos, nothing):
        memos("a", "")
        # A validator of descriptions takes an empty value for none.
        assert as_alice.get(f"{URL}&search={nothing}", checked=False).json()["count"] == 2

    def test_a_changed_memo_is_found_by_what_it_says_now(self, as_alice, memos):
        memos("before")
        as_alice.patch(f"/api/expenses/{Expense.objects.get().id}/", {"memo": "AFTER"})
        assert passed(as_alice, "search=before") == []
        assert passed(as_alice, "search=after") == [1]

    def test_a_memo_that_grows_when_folded_still_fits(self, as_alice, memos):
        memos("ﬃ" * 500)
        assert passed(as_alice, "search=ffi") == [1]
