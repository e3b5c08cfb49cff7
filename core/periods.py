"""Budget months and ranges of dates. Ranges are half-open: `end` is the first day that is not part of them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Self

_MONTH_NAME = re.compile(r"[0-9]{4}-[0-9]{2}")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """The days from `first` up to, not including, `end`; empty where both are equal. ValueError when end < first."""

    first: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.first:
            raise ValueError(f"a range cannot end ({self.end}) before its first day ({self.first})")

    @classmethod
    def inclusive(cls, first: date, last: date) -> Self:
        """Return the range from `first` to `last`, both part of it; empty where `last` is the day before `first`.

        Raises ValueError where `last` is earlier than that.
        """
        return cls(first, last + _ONE_DAY)

    @property
    def days(self) -> int:
        """The number of days in the range."""
        return (self.end - self.first).days

    @property
    def last(self) -> date:
        """The last day that is part of the range. Raises ValueError where the range is empty."""
        if self.end == self.first:
            raise ValueError("an empty range has no last day")
        return self.end - _ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def until(self, day: date) -> Self:
        """Return the days of the range up to and including `day`; the day before `first` gives an empty range.

        Raises ValueError for any other day that is not part of the range.
        """
        if day >= self.end:
            raise ValueError(f"{day} is after the last day of a range that ends before {self.end}")
        return type(self).inclusive(self.first, day)


@dataclass(frozen=True, slots=True, order=True)
class BudgetMonth:
    """The name of a budget month; which days it has depends on the day it starts (`range`).

    Raises ValueError for a month outside 1-12 or a year that dates cannot have.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and MINYEAR <= self.year <= MAXYEAR):
            raise ValueError(f"there is no month {self.month} of the year {self.year}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the month written as exactly seven ASCII characters, `YYYY-MM`; anything else is a ValueError."""
        if not _MONTH_NAME.fullmatch(text):
            raise ValueError("a month is written YYYY-MM")
        return cls(int(text[:4]), int(text[5:]))

    @classmethod
    def from_number(cls, number: int) -> Self:
        """Return the month of a number as `number` gives it, 202611. Raises ValueError where it names no month."""
        return cls(*divmod(number, 100))

    @classmethod
    def containing(cls, day: date, start_day: int) -> Self:
        """Return the budget month in which `day` lies, where months start on `start_day`.

        Raises ValueError for a start day outside 1-31. Source: docs/arithmetic.md.
        """
        month = cls(day.year, day.month)
        return month if day >= month._starts_on(start_day) else month.previous()

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def number(self) -> int:
        """The month as an integer that sorts and stores well: 202611 for 2026-11."""
        return self.year * 100 + self.month

    def next(self) -> Self:
        """Return the month after this one."""
        return self.shift(1)

    def previous(self) -> Self:
        """Return the month before this one."""
        return self.shift(-1)

    def shift(self, months: int) -> Self:
        """Return the month so many months later (earlier where negative). Raises ValueError beyond the years 1-9999."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return type(self)(year, month + 1)

    def range(self, start_day: int) -> DateRange:
        """Return the days of this month where months start on `start_day`.

        It runs to the day before the next month starts; where a month has no such day, its last day stands in.
        Raises ValueError for a start day outside 1-31. Source: docs/arithmetic.md.
        """
        return DateRange(self._starts_on(start_day), self.next()._starts_on(start_day))

    def _starts_on(self, start_day: int) -> date:
        if not 1 <= start_day <= 31:
            raise ValueError(f"a month starts on a day from 1 to 31, not {start_day}")
        return date(self.year, self.month, min(start_day, monthrange(self.year, self.month)[1]))
