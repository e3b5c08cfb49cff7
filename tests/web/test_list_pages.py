"""Scrolling on and on: no row is left out or comes twice, and a day is named once."""

import re

import pytest

from tests.factories import make_expense
from web.pages.expenses import PAGE

from .conftest import HTMX
from .reading import days, rows

EXPENSES = "/expenses/"


@pytest.fixture
def many(alice):
    """130 expenses, 30 on each day, so that pages end within days."""
    return [
        make_expense(alice, 1_000 + number, on=f"2026-11-{20 - number // 30:02d}", memo=f"no. {number}")
        for number in range(130)
    ]


def scrolled(pages, path=EXPENSES):
    """Return the answers that somebody gets who scrolls to the end."""
    answers = [pages.get(path)]
    while answers[-1].context["next"]:
        answers.append(pages.get(answers[-1].context["next"], headers=HTMX))
    return answers


def headings(answers):
    return re.findall(r'<h2 id="day-([\d-]+)"', "".join(answer.content.decode() for answer in answers))


def test_every_row_comes_once(pages, many):
    answers = scrolled(pages)
    assert [len(rows(answer)) for answer in answers] == [PAGE, PAGE, 30]
    found = [row["id"] for answer in answers for one in answer.context["days"] for row in one.rows]
    assert sorted(found) == sorted(expense.pk for expense in many)


def test_a_day_that_goes_on_is_named_once_with_the_sum_of_all_of_it(pages, many):
    answers = scrolled(pages)
    assert headings(answers) == [f"2026-11-{day}" for day in (20, 19, 18, 17, 16)]
    of_day = sum(expense.amount for expense in many[30:60])
    assert days(answers[0])["2026-11-19"] == days(answers[1])["2026-11-19"] == of_day


def test_a_day_that_ends_with_a_page_is_not_named_again(alice, pages):
    for number in range(2 * PAGE):
        make_expense(alice, on=f"2026-11-{20 - number // PAGE:02d}")
    assert headings(scrolled(pages)) == ["2026-11-20", "2026-11-19"]


def test_what_is_recorded_meanwhile_moves_nothing(alice, pages, many):
    first = pages.get(EXPENSES)
    make_expense(alice, on="2026-11-23")
    second = pages.get(first.context["next"], headers=HTMX)
    seen = [row["id"] for answer in (first, second) for one in answer.context["days"] for row in one.rows]
    assert len(seen) == len(set(seen)) == 2 * PAGE


def test_a_fragment_is_rows_and_no_page(pages, many):
    answer = pages.get(pages.get(EXPENSES).context["next"], headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    assert 'id="sum"' not in html


def test_without_scripts_it_is_a_page_that_names_its_first_day(pages, many):
    answer = pages.get(pages.get(EXPENSES).context["next"])
    html = answer.content.decode()
    assert "<html" in html
    assert headings([answer])[0] == "2026-11-19"
    assert 'id="sum"' in html


def test_going_back_in_the_browser_gets_a_whole_page(pages, many):
    headers = HTMX | {"HX-History-Restore-Request": "true"}
    assert "<html" in pages.get(pages.get(EXPENSES).context["next"], headers=headers).content.decode()


def test_after_a_change_all_that_was_seen_comes_anew(pages, many):
    answers = scrolled(pages)
    assert answers[-1].context["anew"] == f"{EXPENSES}?shown=130"
    again = pages.get(answers[-1].context["anew"])
    assert len(rows(again)) == 130
    assert again.context["next"] is None


def test_a_filter_goes_along(pages, many):
    answer = pages.get(EXPENSES, {"search": "no.", "category": "food"})
    assert "search=no." in answer.context["next"]
    assert "category=food" in answer.context["next"]
    assert len(rows(pages.get(answer.context["next"], headers=HTMX))) == PAGE


@pytest.mark.parametrize("cursor", ["nonsense", "a:b", "x" * 2_000])
def test_a_cursor_of_another_list_is_refused(pages, many, cursor):
    assert pages.get(EXPENSES, {"cursor": cursor}).status_code == 400


@pytest.mark.parametrize("shown", ["nonsense", "-5", "٣", "999999999999", ""])
def test_nonsense_about_what_was_seen_is_no_harm(pages, many, shown):
    assert len(rows(pages.get(EXPENSES, {"shown": shown}))) in (PAGE, 130)


def test_a_later_page_asks_for_its_rows_only(pages, many, django_assert_num_queries):
    there = pages.get(EXPENSES).context["next"]
    # The session, the login, the categories, the rows and their days.
    with django_assert_num_queries(5):
        pages.get(there, headers=HTMX)
