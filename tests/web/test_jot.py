"""Jotting down an expense on the home page."""

from datetime import date

import pytest

from budget_management.models import BudgetLine
from expenses.models import Expense
from tests.factories import make_expense, make_plan

from .conftest import HTMX
from .reading import field, rows, words

JOT = "/jot/"


@pytest.fixture(autouse=True)
def _plan(alice):
    make_plan(alice, food=300_000, transport=90_000)


def jot(pages, note="점심 9500", *, category="food", key="k-1", **more):
    return pages.post(JOT, {"note": note, "category": category, "key": key, **more.pop("data", {})}, **more)


def test_it_records_the_amount_the_memo_and_today(alice, pages):
    answer = jot(pages, "점심 순두부 1만2천")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    found = Expense.objects.get(owner=alice)
    assert (found.amount, found.memo, found.category.code) == (12_000, "점심 순두부", "food")
    assert found.spent_on == date(2026, 11, 23)


def test_today_is_where_the_person_lives(alice, pages, fixed_now):
    alice.time_zone = "America/Los_Angeles"
    alice.save()
    jot(pages)
    assert Expense.objects.get().spent_on == date(2026, 11, 22)


def test_a_key_records_once(pages):
    for _ in range(3):
        assert jot(pages).status_code == 302
    assert Expense.objects.count() == 1


def test_a_key_with_something_else_in_it_is_refused(pages):
    jot(pages)
    answer = jot(pages, "저녁 20000")
    assert answer.status_code == 422
    assert "전에" in words(answer) or "이미" in words(answer)
    assert Expense.objects.count() == 1


def test_a_page_gives_every_form_a_key_of_its_own(pages):
    assert field(pages.get("/"), "key") != field(pages.get("/"), "key") != ""


@pytest.mark.parametrize("note", ["점심", "만원쯤", "점심 0", " "])
def test_without_an_amount_it_is_refused_beside_the_field_and_stays_in_it(pages, note):
    answer = jot(pages, note, headers=HTMX)
    assert answer.status_code == 422
    assert 'id="id_note_error"' in answer.content.decode()
    assert field(answer, "note").strip() == note.strip()
    assert not Expense.objects.exists()


def test_a_category_that_is_none_is_refused_beside_it(pages):
    answer = jot(pages, category="nonsense")
    assert answer.status_code == 422
    assert 'id="id_category_error"' in answer.content.decode()


def test_a_category_without_a_budget_is_refused_and_offered_with_none(alice, pages):
    answer = jot(pages, "머리 28000", category="beauty", headers=HTMX)
    assert answer.status_code == 422
    assert "예산 0원으로 추가" in words(answer)
    assert field(answer, "note") == "머리 28000"
    key = field(answer, "key")
    again = jot(pages, "머리 28000", category="beauty", key=key, data={"allow": "1"})
    assert again.status_code == 302
    assert Expense.objects.get(owner=alice).category.code == "beauty"
    assert BudgetLine.objects.get(category__code="beauty").amount == 0


def test_htmx_gets_the_form_anew_and_what_changed_around_it(pages):
    answer = jot(pages, headers=HTMX)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert html.lstrip().startswith('<form class="quick" id="jot"')
    assert "<html" not in html
    assert [f'id="{part}"' in html for part in ("hero", "cats", "flow", "rows")] == [True] * 4
    assert field(answer, "note") == ""
    assert rows(answer) == ["식 점심 식비 9,500 원"]
    assert "되돌리기" in words(answer)


def test_what_is_taken_back_is_gone(alice, pages):
    jot(pages)
    found = Expense.objects.get()
    answer = pages.post(f"/expenses/{found.pk}/remove/", {"undone": "1"}, headers=HTMX)
    assert "되돌렸어요" in words(answer)
    assert "되돌리기" not in words(answer)
    assert not Expense.objects.exists()


def test_it_belongs_to_whoever_is_logged_in(bob, pages, pages_of):
    jot(pages)
    assert rows(pages_of(bob).get("/")) == []


def test_the_categories_most_used_come_first(alice, pages):
    for day in ("2026-11-01", "2026-11-02"):
        make_expense(alice, code="transport", on=day)
    make_expense(alice, code="food")
    make_expense(alice, code="beauty", on="2026-01-01")
    assert [chip.code for chip in pages.get("/").context["chips"][:2]] == ["transport", "food"]


def test_it_is_sent_and_not_got(pages):
    assert pages.get(JOT).status_code == 405


def test_a_refused_line_shows_its_category_wherever_that_stands(pages):
    html = jot(pages, "머리 28000", category="beauty", headers=HTMX).content.decode()
    assert '<details class="more" open>' in html
    assert '<details class="more">' in jot(pages, "아무것도", headers=HTMX).content.decode()
