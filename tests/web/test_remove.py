"""Deleting an expense, and bringing it back."""

from datetime import date

import pytest

from budget_management.models import BudgetLine
from expenses.models import Expense
from tests.factories import make_expense, make_plan

from .conftest import HTMX
from .reading import words

BACK = "/expenses/bring-back/"


@pytest.fixture
def lunch(alice):
    make_plan(alice, food=300_000)
    return make_expense(alice, 9_500, on="2026-11-20", memo=" 점심 <b> {what}", excluded=True)


def remove(pages, expense, **more):
    return pages.post(f"/expenses/{expense.pk}/remove/", **more)


def test_it_is_gone_and_says_so(pages, lunch):
    answer = remove(pages, lunch, headers=HTMX)
    assert "점심 <b> {what} 9,500원을 지웠어요. 되돌리기" in words(answer)
    assert "expenses-changed" in answer["HX-Trigger-After-Settle"]
    assert not Expense.objects.exists()


def test_undo_brings_back_all_of_it(alice, pages, lunch):
    undo = remove(pages, lunch, headers=HTMX).context["undo"]
    answer = pages.post(undo["action"], undo["fields"], headers=HTMX)
    assert "되살렸어요" in words(answer)
    found = Expense.objects.get(owner=alice)
    assert (found.amount, found.spent_on, found.category.code) == (9_500, date(2026, 11, 20), "food")
    assert (found.memo, found.excluded_from_total) == ("점심 <b> {what}", True)


def test_undo_brings_it_back_once_however_often_it_is_pressed(pages, lunch):
    undo = remove(pages, lunch, headers=HTMX).context["undo"]
    for _ in range(3):
        assert pages.post(undo["action"], undo["fields"], headers=HTMX).status_code == 200
    assert Expense.objects.count() == 1


def test_what_was_brought_back_can_be_deleted_and_brought_back_again(pages, lunch):
    for _ in range(2):
        undo = remove(pages, Expense.objects.get(), headers=HTMX).context["undo"]
        pages.post(undo["action"], undo["fields"], headers=HTMX)
    assert Expense.objects.count() == 1


def test_a_category_that_left_the_plan_meanwhile_is_no_hindrance(alice, pages, lunch):
    undo = remove(pages, lunch, headers=HTMX).context["undo"]
    BudgetLine.objects.all().delete()
    pages.post(undo["action"], undo["fields"], headers=HTMX)
    assert Expense.objects.count() == 1
    assert BudgetLine.objects.get(owner=alice).amount == 0


def test_without_scripts_it_leads_back_and_offers_the_undo_there(pages, lunch):
    answer = remove(pages, lunch, data={"next": "/expenses/?search=점심"})
    page = pages.get(answer["Location"])
    assert "지웠어요. 되돌리기" in words(page)
    assert f'action="{BACK}"' in page.content.decode()


def test_a_second_tap_finds_nothing(pages, lunch):
    remove(pages, lunch)
    assert remove(pages, lunch).status_code == 404


def test_somebody_elses_is_not_there(charlie, pages_of, lunch):
    assert remove(pages_of(charlie), lunch).status_code == 404
    assert Expense.objects.exists()


def test_what_comes_back_is_of_whoever_asks(alice, charlie, pages, pages_of, lunch):
    undo = remove(pages, lunch, headers=HTMX).context["undo"]
    pages_of(charlie).post(undo["action"], undo["fields"])
    assert not Expense.objects.filter(owner=alice).exists()


@pytest.mark.parametrize("given", [{}, {"amount": "0"}, {"amount": "x"}, {"date": "soon"}, {"category": "nonsense"}])
def test_nonsense_is_not_brought_back(pages, lunch, given):
    fields = {"category": "food", "amount": "1", "date": "2026-11-20", "key": "k"} if given else {}
    assert pages.post(BACK, fields | given).status_code == 400
    assert Expense.objects.count() == 1


def test_looking_deletes_nothing(pages, lunch):
    assert pages.get(f"/expenses/{lunch.pk}/remove/").status_code == 405
    assert pages.get(BACK).status_code == 405
