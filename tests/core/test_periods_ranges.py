"""Ranges of dates are half-open and refuse nonsense."""

from datetime import date, timedelta

import pytest

from core.periods import DateRange

SEPTEMBER = DateRange(date(2026, 9, 1), date(2026, 10, 1))
EMPTY = DateRange(date(2026, 9, 1), date(2026, 9, 1))


def test_it_rejects_an_end_before_the_first_day() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DateRange(date(2026, 9, 2), date(2026, 9, 1))


def test_it_counts_its_days() -> None:
    assert SEPTEMBER.days == 30
    assert EMPTY.days == 0


def test_the_last_day_is_the_day_before_the_end() -> None:
    assert SEPTEMBER.last == date(2026, 9, 30)


def test_an_empty_range_has_no_last_day() -> None:
    with pytest.raises(ValueError, match="no last day"):
        _ = EMPTY.last


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2026, 8, 31), False),
        (date(2026, 9, 1), True),
        (date(2026, 9, 30), True),
        (date(2026, 10, 1), False),
    ],
)
def test_it_holds_its_first_day_and_not_its_end(day: date, inside: bool) -> None:
    assert (day in SEPTEMBER) is inside


def test_an_empty_range_holds_no_day() -> None:
    assert EMPTY.first not in EMPTY


def test_an_inclusive_range_holds_its_last_day() -> None:
    assert DateRange.inclusive(date(2026, 9, 1), date(2026, 9, 30)) == SEPTEMBER


def test_an_inclusive_range_of_one_day_has_one_day() -> None:
    assert DateRange.inclusive(date(2026, 9, 1), date(2026, 9, 1)).days == 1


def test_it_rejects_an_inclusive_range_that_ends_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        DateRange.inclusive(date(2026, 9, 3), date(2026, 9, 1))


def test_until_a_day_includes_that_day() -> None:
    until = SEPTEMBER.until(date(2026, 9, 11))
    assert until == DateRange(date(2026, 9, 1), date(2026, 9, 12))
    assert until.last == date(2026, 9, 11)


def test_until_the_last_day_is_the_whole_range() -> None:
    assert SEPTEMBER.until(SEPTEMBER.last) == SEPTEMBER


def test_until_the_day_before_the_first_is_empty() -> None:
    assert SEPTEMBER.until(date(2026, 8, 31)) == EMPTY


@pytest.mark.parametrize("day", [date(2026, 8, 30), date(2026, 10, 1), date(2027, 9, 11)])
def test_until_rejects_a_day_that_is_not_in_the_range(day: date) -> None:
    with pytest.raises(ValueError, match="range"):
        SEPTEMBER.until(day)


def test_ranges_sort_by_their_first_day() -> None:
    later = DateRange(SEPTEMBER.first + timedelta(days=1), SEPTEMBER.end)
    assert sorted([later, SEPTEMBER]) == [SEPTEMBER, later]


def test_equal_ranges_are_one_key() -> None:
    assert {SEPTEMBER: 1}[DateRange(date(2026, 9, 1), date(2026, 10, 1))] == 1
