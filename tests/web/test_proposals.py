"""A bank's message fills a form in; nothing of it is recorded before somebody has looked."""

from datetime import date

import pytest

from expenses.models import Expense
from tests.factories import make_expense, make_plan

from .conftest import HTMX
from .reading import field, words

PAID = "[Web발신] 신한카드(1234)승인 홍*동 12,000원(일시불)11/20 12:34 스타벅스 누적1,234,567원"
CANCELLED = PAID.replace("승인", "취소")
ABROAD = "[Web발신] 신한카드 해외승인 홍*동 USD 12.34 11/20 12:34 AMAZON.COM"


@pytest.fixture(autouse=True)
def _plan(alice):
    make_plan(alice, food=300_000, leisure=90_000)


def jot(pages, note, **more):
    return pages.post("/jot/", {"note": note, "category": "food", "key": "k-1"} | more, headers=HTMX)


def test_a_message_is_shown_before_it_is_recorded(alice, pages):
    answer = jot(pages, PAID)
    assert answer.status_code == 422
    assert not Expense.objects.exists()
    assert "카드 문자에서 읽었어요" in words(answer)
    assert field(answer, "note") == "스타벅스 12,000원"
    assert field(answer, "day") == "2026-11-20"
    confirmed = jot(pages, field(answer, "note"), day=field(answer, "day"), key=field(answer, "key"))
    assert confirmed.status_code == 200
    found = Expense.objects.get(owner=alice)
    assert (found.amount, found.memo, found.spent_on) == (12_000, "스타벅스", date(2026, 11, 20))


def test_a_shop_keeps_the_category_it_had(alice, bob, pages):
    make_plan(bob, food=1, leisure=1)
    make_expense(alice, memo="스타벅스", code="food", on="2026-11-01")
    make_expense(alice, memo="스타벅스", code="leisure", on="2026-11-10")
    make_expense(bob, memo="스타벅스", code="food", on="2026-11-15")
    assert jot(pages, PAID).context["form"]["category"].value() == "leisure"
    assert pages.get("/add/", {"text": PAID}).context["chosen"] == "leisure"


@pytest.mark.parametrize(("text", "said"), [
    (CANCELLED, "결제 취소 문자라서 지출로 적지 않았어요"),
    (PAID.replace("승인", "승인거절"), "승인되지 않은 결제"),
    ("[Web발신]\n신한11/20 12:34\n110-***-123456\n입금 12,000\n급여", "들어온 돈"),
    ("[Web발신] 우리카드 결제예정금액 12,000원 12/14 출금 예정", "아직 나가지 않은 돈"),
])  # fmt: skip
def test_what_is_no_spending_is_not_recorded_and_says_so(pages, text, said):
    for answer in (jot(pages, text), pages.get("/add/", {"text": text})):
        assert said in words(answer)
    assert field(pages.get("/add/", {"text": text}), "amount") == ""
    assert not Expense.objects.exists()


def test_a_cancellation_leads_to_what_was_recorded(alice, pages):
    make_expense(alice, 12_000, memo="스벅", on="2026-10-30")
    make_expense(alice, 9_000, memo="점심", on="2026-11-01")
    answer = jot(pages, CANCELLED)
    found = pages.get(answer.context["form"].proposal.recorded)
    assert [row["memo"] for day in found.context["days"] for row in day.rows] == ["스벅"]


def test_a_shared_message_fills_the_form(pages):
    answer = pages.get("/add/", {"text": PAID})
    assert [field(answer, name) for name in ("amount", "memo", "day")] == ["12,000", "스타벅스", "2026-11-20"]
    assert answer.context["form"]["when"].value() == "other"
    assert "카드 문자에서 읽었어요" in words(answer)


@pytest.mark.parametrize("name", ["amount", "memo"])
def test_a_message_pasted_into_a_field_fills_the_form(pages, name):
    answer = pages.post("/add/", {"amount": "", "memo": "", "category": "food", "key": "k-1"} | {name: PAID})
    assert answer.status_code == 422
    assert (field(answer, "amount"), field(answer, "memo"), field(answer, "key")) == ("12,000", "스타벅스", "k-1")
    assert not Expense.objects.exists()


def test_an_amount_in_another_currency_is_left_to_the_person(pages):
    answer = jot(pages, ABROAD)
    assert "직접 적어 주세요" in words(answer)
    assert field(answer, "note") == "AMAZON.COM"
    assert field(pages.get("/add/", {"text": ABROAD}), "amount") == ""


def test_a_day_that_is_none_is_refused_beside_it(pages):
    answer = jot(pages, "스타벅스 12,000원", day="2026-02-30")
    assert answer.status_code == 422
    assert 'id="id_day_error"' in answer.content.decode()


def test_it_works_without_scripts(pages):
    answer = pages.post("/jot/", {"note": PAID, "category": "food", "key": "k-1"})
    assert answer.status_code == 422
    assert field(answer, "note") == "스타벅스 12,000원"
