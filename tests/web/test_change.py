"""Changing an expense, in its place or on a page of its own."""

from datetime import date

import pytest

from budget_management.models import BudgetLine
from expenses.models import Expense
from tests.factories import make_expense, make_plan

from .conftest import HTMX
from .reading import field, rows, words

TO = {"memo": "저녁", "amount": "1만2천", "category": "transport", "date": "2026-11-22"}


@pytest.fixture
def lunch(alice):
    make_plan(alice, food=300_000, transport=90_000)
    return make_expense(alice, 9_500, memo="점심")


def address(expense):
    return f"/expenses/{expense.pk}/"


def test_it_comes_in_its_place_with_what_is_so(pages, lunch):
    answer = pages.get(address(lunch), headers=HTMX)
    assert answer.content.decode().startswith(f'<li class="row-edit" id="row-{lunch.pk}">')
    assert (field(answer, "memo"), field(answer, "amount"), field(answer, "date")) == ("점심", "9,500", "2026-11-23")


def test_without_scripts_it_is_a_page_that_leads_back(pages, lunch):
    answer = pages.get(address(lunch), headers={"Referer": "http://testserver/expenses/?search=점심"})
    assert "<html" in answer.content.decode()
    changed = pages.post(address(lunch), TO | {"next": field(answer, "next")})
    assert changed["Location"].startswith("/expenses/?search=")
    assert "저녁 12,000원으로 고쳤어요" in words(pages.get("/"))


def test_everything_of_it_can_change(pages, lunch):
    answer = pages.post(address(lunch), TO | {"excluded": "on"}, headers=HTMX)
    assert rows(answer) == ["교 저녁 교통 합계 제외 12,000 원"]
    lunch.refresh_from_db()
    assert (lunch.memo, lunch.amount, lunch.spent_on) == ("저녁", 12_000, date(2026, 11, 22))
    assert (lunch.category.code, lunch.excluded_from_total) == ("transport", True)


def test_the_page_around_it_is_told_to_renew_itself(pages, lunch):
    answer = pages.post(address(lunch), TO, headers=HTMX)
    assert "expenses-changed" in answer["HX-Trigger-After-Settle"]


def test_what_is_not_ticked_counts_again(pages, lunch):
    Expense.objects.update(excluded_from_total=True)
    pages.post(address(lunch), TO)
    assert not Expense.objects.get().excluded_from_total


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"amount": "만원쯤"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"date": "soon"}, "date"),
        ({"date": "9999-12-31"}, "date"),
        ({"category": "nonsense"}, "category"),
        ({"memo": "x" * 501}, "memo"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_wrong_stands_beside_its_field_and_stays_in_it(pages, lunch, given, name, headers):
    answer = pages.post(address(lunch), TO | given, headers=headers)
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in answer.content.decode()
    assert answer.context["form"][name].value() == (TO | given)[name]
    assert Expense.objects.get().amount == 9_500


def test_a_category_without_a_budget_is_offered_with_none(alice, pages, lunch):
    answer = pages.post(address(lunch), TO | {"category": "beauty"}, headers=HTMX)
    assert answer.status_code == 422
    assert "예산 0원으로 추가" in words(answer)
    pages.post(address(lunch), TO | {"category": "beauty", "allow": "1"}, headers=HTMX)
    lunch.refresh_from_db()
    assert lunch.category.code == "beauty"
    assert BudgetLine.objects.get(owner=alice, category__code="beauty").amount == 0


def test_an_offer_that_fails_leaves_the_plan_alone(alice, bob, pages, pages_of, lunch):
    make_plan(bob, food=1)
    pages_of(bob).post(address(lunch), TO | {"category": "beauty", "allow": "1"})
    assert not BudgetLine.objects.filter(category__code="beauty").exists()


def test_giving_up_gets_the_row_back(pages, lunch):
    answer = pages.get(address(lunch) + "?row", headers=HTMX)
    assert rows(answer) == ["식 점심 식비 9,500 원"]


def test_other_money_stands_in_its_field_as_it_is_typed(alice, pages, lunch):
    alice.currency = "USD"
    alice.save()
    answer = pages.get(address(lunch), headers=HTMX)
    assert field(answer, "amount") == "95.00"
    pages.post(address(lunch), TO | {"amount": field(answer, "amount")})
    assert Expense.objects.get().amount == 9_500


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_elses_is_not_there(charlie, pages_of, lunch, method):
    assert getattr(pages_of(charlie), method)(address(lunch), TO).status_code == 404
    assert Expense.objects.get().memo == "점심"


def test_next_stays_on_our_site(pages, lunch):
    assert pages.post(address(lunch), TO | {"next": "https://elsewhere.example/"})["Location"] == "/"
