"""Pages follow one another without a gap and without a repetition."""

import pytest

from tests.factories import make_expense

URL = "/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-30"
ORDERS = {
    "-date": lambda row: (row["date"], row["id"]),
    "date": lambda row: (row["date"], row["id"]),
    "-amount": lambda row: (row["amount"], row["id"]),
    "amount": lambda row: (row["amount"], row["id"]),
}


@pytest.fixture
def spent(alice):
    """Thirteen rows on four days with three amounts, so that most of them tie."""
    return [make_expense(alice, 10 * (n % 3 + 1), on=f"2026-11-{n % 4 + 1:02d}", memo=f"m{n}") for n in range(13)]


def walk(client, path):
    pages = []
    while path:
        answer = client.get(path)
        assert answer.status_code == 200
        pages.append(answer.json())
        path = pages[-1]["next"]
    return pages


def rows(pages):
    return [row for page in pages for row in page["expenses"]]


@pytest.mark.parametrize("limit", [1, 3, 12, 13, 14])
@pytest.mark.parametrize("ordering", ORDERS)
def test_the_order_is_total_over_all_pages(as_alice, spent, ordering, limit):
    pages = walk(as_alice, f"{URL}&ordering={ordering}&limit={limit}")
    assert [len(page["expenses"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert len(rows(pages)) == 13
    assert rows(pages) == sorted(rows(pages), key=ORDERS[ordering], reverse=ordering.startswith("-"))


def test_it_is_newest_first_unless_asked_otherwise(as_alice, spent):
    assert rows(walk(as_alice, URL)) == rows(walk(as_alice, f"{URL}&ordering=-date"))


def test_the_totals_are_of_the_whole_filter_on_every_page(as_alice, spent):
    for page in walk(as_alice, f"{URL}&limit=5&min_amount=20"):
        assert (page["total_expense"], page["count"]) == (200, 8)
        assert page["category_totals"][0]["total"] == 200


def test_a_page_has_a_hundred_rows_unless_asked_otherwise(as_alice, alice):
    for _ in range(101):
        make_expense(alice)
    assert [len(page["expenses"]) for page in walk(as_alice, URL)] == [100, 1]


@pytest.mark.parametrize("route", ["/api/expenses/list/", "/api/expenses/"])
def test_the_next_page_is_asked_for_as_this_one_was(as_alice, spent, route):
    query = "start_date=2026-11-01&end_date=2026-11-30&category=food&category=beauty&search=M&ordering=amount&limit=5"
    path = as_alice.get(f"{route}?{query}").json()["next"]
    assert path.startswith(f"{route}?{query}&cursor=")
    assert path.isascii()


def test_a_search_in_any_script_goes_on(as_alice, alice):
    for _ in range(3):
        make_expense(alice, memo="김밥 & 100%")
    path = f"{URL}&limit=2&search=%EA%B9%80%EB%B0%A5+%26+100%25"
    assert [len(page["expenses"]) for page in walk(as_alice, path)] == [2, 1]


@pytest.mark.parametrize("ordering", ORDERS)
def test_rows_that_come_and_go_meanwhile_neither_repeat_nor_hide_others(as_alice, alice, spent, ordering):
    first = as_alice.get(f"{URL}&ordering={ordering}&limit=5").json()
    before = {row["id"] for row in first["expenses"]}
    for day in (1, 2, 3, 4, 30):
        for amount in (1, 20, 1_000):
            make_expense(alice, amount, on=f"2026-11-{day:02d}")
    alice.expenses.filter(id=first["expenses"][-1]["id"]).delete()
    later = [row["id"] for row in rows(walk(as_alice, first["next"]))]
    assert len(later) == len(set(later))
    assert not before & set(later)
    assert {row.id for row in spent} <= before | set(later)


def test_the_limit_may_change_between_pages(as_alice, spent):
    path = as_alice.get(f"{URL}&limit=5").json()["next"].replace("limit=5", "limit=500")
    assert len(as_alice.get(path).json()["expenses"]) == 8


def test_a_cursor_serves_both_routes(as_alice, spent):
    path = as_alice.get(f"{URL}&limit=5").json()["next"]
    assert as_alice.get(path).json()["expenses"] == as_alice.get(path.replace("/list/", "/")).json()["expenses"]


def refused(answer):
    error = answer.json()["errors"][0]
    return (answer.status_code, error["code"], error["attr"]) == (400, "invalid_cursor", "cursor")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("start_date=2026-11-01", "start_date=2026-11-02"),
        ("end_date=2026-11-30", "end_date=2026-11-29"),
        ("min_amount=1", "min_amount=2"),
        ("max_amount=99", "max_amount=98"),
        ("category=food", "category=beauty"),
        ("&category=food", ""),
        ("search=m", "search=n"),
        ("ordering=-date", "ordering=date"),
        ("ordering=-date", "ordering=-amount"),
    ],
)
def test_a_cursor_serves_only_its_own_filter_and_order(as_alice, spent, old, new):
    query = f"{URL}&limit=5&min_amount=1&max_amount=99&category=food&search=m&ordering=-date"
    path = as_alice.get(query).json()["next"]
    assert old in path
    assert refused(as_alice.get(path.replace(old, new)))


def test_a_cursor_serves_only_its_own_person(as_alice, as_charlie, spent):
    path = as_alice.get(f"{URL}&limit=5").json()["next"]
    assert refused(as_charlie.get(path))


@pytest.mark.parametrize("cursor", ["x", "a:b", "WyIyMDI2LTExLTAxIiwxXQ:x", "%F0%9F%8D%99", "null", "%3A", "."])
def test_a_cursor_that_is_none_of_ours_is_refused(as_alice, spent, cursor):
    assert refused(as_alice.get(f"{URL}&cursor={cursor}"))


def test_an_edited_cursor_is_refused(as_alice, spent):
    path = as_alice.get(f"{URL}&limit=5").json()["next"]
    assert refused(as_alice.get(path[:-1] + ("A" if path[-1] != "A" else "B")))
    assert refused(as_alice.get(path + "A"))


def test_later_pages_take_three_statements_too(as_alice, spent, django_assert_num_queries):
    path = as_alice.get(f"{URL}&limit=5").json()["next"]
    with django_assert_num_queries(3):
        as_alice.get(path)
