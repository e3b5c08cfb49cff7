"""A budget month is named by its year and month, in text and as a number."""

import pytest

from core.periods import BudgetMonth


@pytest.mark.parametrize("text", ["2026-11", "1900-01", "2999-12", "1899-12", "0001-01", "9999-12"])
def test_a_name_reads_back_as_it_was_written(text: str) -> None:
    assert str(BudgetMonth.parse(text)) == text


def test_it_reads_the_year_and_the_month() -> None:
    assert BudgetMonth.parse("2026-11") == BudgetMonth(2026, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-1",
        "2026-013",
        "2026-11-01",
        "26-11",
        "202611",
        "2026/11",
        " 2026-11",
        "2026-11\n",
        "+026-11",
        "2026-1a",
        "２０２６-11",
        "2026-1١",
    ],
)
def test_it_rejects_anything_but_seven_ascii_characters(text: str) -> None:
    with pytest.raises(ValueError, match=r"^a month is written YYYY-MM$"):
        BudgetMonth.parse(text)


@pytest.mark.parametrize("text", ["2026-00", "2026-13", "2026-99", "0000-01"])
def test_it_rejects_a_month_that_does_not_exist(text: str) -> None:
    with pytest.raises(ValueError, match="there is no month"):
        BudgetMonth.parse(text)


@pytest.mark.parametrize(("year", "month"), [(2026, 0), (2026, 13), (2026, -1), (0, 1), (10_000, 1)])
def test_it_cannot_be_made_of_numbers_that_name_no_month(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="there is no month"):
        BudgetMonth(year, month)


def test_its_number_is_the_year_and_the_month() -> None:
    assert BudgetMonth(2026, 11).number == 202611
    assert BudgetMonth(1899, 12).number == 189912


def test_a_number_gives_the_month_back() -> None:
    assert BudgetMonth.from_number(202611) == BudgetMonth(2026, 11)


@pytest.mark.parametrize("number", [202600, 202613, 0, -202611, 1, 99_999_901])
def test_it_rejects_a_number_that_names_no_month(number: int) -> None:
    with pytest.raises(ValueError, match="there is no month"):
        BudgetMonth.from_number(number)


def test_months_sort_by_year_then_month() -> None:
    names = ["2026-10", "2025-11", "2026-09"]
    assert [str(month) for month in sorted(map(BudgetMonth.parse, names))] == ["2025-11", "2026-09", "2026-10"]
