"""Leaving an expense out of the totals with one tap."""

import pytest

from expenses.models import Expense
from tests.factories import make_expense

from .conftest import HTMX
from .reading import rows, words


@pytest.fixture
def lunch(alice):
    return make_expense(alice, 9_500, memo="점심")


def exclude(pages, expense, excluded="1", **more):
    return pages.post(f"/expenses/{expense.pk}/exclude/", {"excluded": excluded}, **more)


def test_it_is_out_of_the_sums_and_looks_it(pages, lunch):
    exclude(pages, lunch)
    answer = pages.get("/expenses/")
    assert answer.context["totals"].total_expense == 0
    assert rows(answer) == ["식 점심 식비 합계 제외 9,500 원"]
    assert 'class="row is-out"' in answer.content.decode()
    assert 'aria-pressed="true"' in answer.content.decode()


def test_it_says_so_and_can_be_taken_back(pages, lunch):
    answer = exclude(pages, lunch, headers=HTMX)
    assert "점심 9,500원을 합계에서 뺐어요. 되돌리기" in words(answer)
    assert "expenses-changed" in answer["HX-Trigger-After-Settle"]
    undo = answer.context["undo"]
    again = pages.post(undo["action"], undo["fields"], headers=HTMX)
    assert "점심 9,500원을 다시 합계에 넣었어요." in words(again)
    assert not Expense.objects.get().excluded_from_total


def test_two_taps_at_once_are_one(pages, lunch):
    exclude(pages, lunch)
    exclude(pages, lunch)
    assert Expense.objects.get().excluded_from_total


def test_without_scripts_it_leads_back_and_says_so_there(pages, lunch):
    answer = exclude(pages, lunch, headers={"Referer": "http://testserver/calendar/?month=2026-11"})
    assert answer["Location"] == "/calendar/?month=2026-11"
    text = words(pages.get(answer["Location"]))
    assert "점심 9,500원을 합계에서 뺐어요. 되돌리기" in text


def test_somebody_elses_is_not_there(charlie, pages_of, lunch):
    assert exclude(pages_of(charlie), lunch).status_code == 404
    assert not Expense.objects.get().excluded_from_total


def test_looking_at_it_changes_nothing(pages, lunch):
    assert pages.get(f"/expenses/{lunch.pk}/exclude/").status_code == 405
