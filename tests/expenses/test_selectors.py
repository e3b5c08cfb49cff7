"""What reports ask of spending: counted, the owner's, of exactly the days asked for."""

from datetime import date

from core.periods import DateRange
from expenses import selectors
from expenses.models import Expense
from tests.factories import category, make_expense

NOVEMBER = DateRange(date(2026, 11, 1), date(2026, 12, 1))
TODAY = date(2026, 11, 23)


def test_the_totals_of_a_period_are_counted_per_category(alice, autumn):
    found = selectors.spent_by_category_between(alice.pk, NOVEMBER)
    assert [(row.code, row.total) for row in found] == [
        ("food", 342),
        ("transport", 200),
        ("education", 5),
        ("beauty", 7),
    ]
    assert found[0][1:4] == ("식비", "Food", category("food").position)


def test_the_totals_of_an_empty_period_are_nothing(alice, autumn):
    assert selectors.spent_by_category_between(alice.pk, DateRange(TODAY, TODAY)) == []


def test_the_totals_of_days_are_counted_and_zero_where_nothing_was_spent(alice, autumn):
    days = [date(2026, 11, 23), date(2026, 11, 10), date(2020, 1, 1), date(2026, 12, 1)]
    assert selectors.spent_per_day(alice.pk, days) == dict(zip(days, (49, 0, 0, 6), strict=True))
    assert selectors.spent_per_day(alice.pk, []) == {}


def test_the_first_day_is_that_of_the_first_counted_expense(alice, charlie, autumn):
    make_expense(alice, on="2020-01-01", excluded=True)
    assert selectors.first_expense_day(alice.pk) == date(2026, 10, 31)
    assert selectors.first_expense_day(charlie.pk) is None


def test_the_export_has_every_row_by_day_excluded_ones_too(alice, bob):
    make_expense(alice, 1, on="2026-11-02", memo="둘", excluded=True)
    make_expense(alice, 2, on="2026-11-01", code="beauty")
    make_expense(bob, 3)
    later, first = reversed(found := list(selectors.export_rows(alice)))
    assert len(found) == 2
    assert (first["date"], first["category"], first["amount"]) == (date(2026, 11, 1), "beauty", 2)
    assert (later["memo"], later["excluded_from_total"]) == ("둘", True)
    assert list(later) == [
        "id", "date", "category", "amount", "memo", "excluded_from_total", "created_at", "updated_at",
    ]  # fmt: skip


def test_the_export_survives_more_rows_than_a_chunk(alice, autumn):
    food = category("food")
    Expense.objects.bulk_create(Expense(owner=alice, category=food, amount=1, spent_on=TODAY) for _ in range(2_100))
    found = list(selectors.export_rows(alice))
    assert len(found) == 2_100 + 10
    assert [row["date"] for row in found] == sorted(row["date"] for row in found)
