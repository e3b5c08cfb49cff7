"""Columns side by side: twelve months against their budgets, and the days of the week."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names

from core.periods import BudgetMonth
from reports.amounts import amount_text
from reports.months import MonthTotal, Year
from reports.weekdays import Weekdays

from .scale import WIDTH, Scale, compact
from .texts import Tip, tip, width

# Tips stand at the top, then the marks of what is over, then the columns.
TIP_Y, MARK, HIGHEST = 2, 8, 39
MONTHS_BASE, WEEKDAYS_BASE = 206, 180
MONTH_WIDTH, WEEKDAY_WIDTH = 18, 27.4


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A month: its place, its column, the box up to where the pace leads, the mark of what is over, and its tip."""

    total: MonthTotal
    zone: Box
    column: Box
    guess: Box | None
    mark: Box | None
    tip: Tip
    is_now: bool

    @property
    def kind(self) -> str:
        """What the column is to the stylesheet."""
        return "col over" if self.total.is_over else "col now" if self.is_now else "col"


@dataclass(frozen=True, slots=True)
class YearPlot:
    """What the template draws. `names` are all twelve months: number, place, and whether it is the one shown."""

    columns: list[MonthColumn]
    names: list[tuple[int, float, bool]]
    plan: str
    over: list[str]


@dataclass(frozen=True, slots=True)
class WeekdayColumn:
    """A weekday: its names, its place and column, and the figure above it; None where there was no such day."""

    name: str
    short: str
    mean: int | None
    difference: int | None
    zone: Box
    column: Box
    middle: float
    figure: str
    tip: Tip
    is_now: bool

    @property
    def kind(self) -> str:
        """What the column is to the stylesheet."""
        return "col now" if self.is_now else "col"

    @property
    def figure_y(self) -> float:
        """Where the figure above the column stands."""
        return round(self.column.y - 6, 1)


def year_plot(year: Year, name_of: Callable[[BudgetMonth], str], currency: str, language: str) -> YearPlot:
    """Return the plot of a year; `name_of` says how months are called."""
    slot = WIDTH / len(year.months)
    begun = year.begun
    amounts = [amount for total in begun for amount in (total.spent, total.budget or 0)]
    up = Scale(max(*amounts, year.projected or 0, 1), MONTHS_BASE, HIGHEST)
    skipped = len(year.months) - len(begun)

    def column(place: int, total: MonthTotal) -> MonthColumn:
        middle, top, is_now = slot * (place + 0.5), up(total.spent), total is year.months[-1]
        ahead = up(year.projected) if is_now and year.projected and year.projected > total.spent else None
        text = name_of(total.month)
        texts = [f"{text} {say(total.spent, currency, language)}" for say in (amount_text, compact)]
        return MonthColumn(
            total=total,
            zone=_box(middle, slot - 2, 30, MONTHS_BASE + 26),
            column=_box(middle, MONTH_WIDTH, top, MONTHS_BASE),
            guess=None if ahead is None else _box(middle, MONTH_WIDTH, ahead, top),
            mark=_box(middle, MARK, top - MARK - 5, top - 5) if total.is_over else None,
            tip=tip(texts, middle, TIP_Y),
            is_now=is_now,
        )

    return YearPlot(
        columns=[column(skipped + place, total) for place, total in enumerate(begun)],
        names=[
            (total.month.month, round(slot * (place + 0.5), 1), total is year.months[-1])
            for place, total in enumerate(year.months)
        ],
        plan=_plan_line([None if total.budget is None else up(total.budget) for total in year.months], slot),
        over=[name_of(total.month) for total in begun if total.is_over],
    )


def _plan_line(heights: Sequence[float | None], slot: float) -> str:
    """Return the path of a line that steps where the plan changes, and stops where there is none."""
    path, before = "", None
    for place, height in enumerate(heights):
        if height is not None:
            path += f"M{slot * place:g} {height}" if before is None else f"V{height}" if height != before else ""
            path += f"H{slot * (place + 1):g}"
        before = height
    return path


def weekdays_plot(weekdays: Weekdays, day: date, currency: str, language: str) -> list[WeekdayColumn]:
    """Return the columns of a week, Monday first, that of `day` marked."""
    locale = "en" if language == "en" else "ko"
    names, short = get_day_names("wide", locale=locale), get_day_names("abbreviated", locale=locale)
    slot = WIDTH / 7
    up = Scale(max(*(mean or 0 for mean in weekdays.means), 1), WEEKDAYS_BASE, HIGHEST)
    figures = _figures(weekdays.means, slot, currency, language)

    def column(number: int) -> WeekdayColumn:
        mean, middle = weekdays.means[number], round(slot * (number + 0.5), 1)
        exact = "–" if mean is None else amount_text(mean, currency, language)
        return WeekdayColumn(
            name=names[number],
            short=short[number],
            mean=mean,
            difference=weekdays.differences[number],
            zone=_box(middle, slot - 4, 24, WEEKDAYS_BASE + 26),
            column=_box(middle, WEEKDAY_WIDTH, up(mean or 0), WEEKDAYS_BASE),
            middle=middle,
            figure=figures[number],
            tip=tip([f"{names[number]} {exact}"], middle, TIP_Y),
            is_now=number == day.weekday(),
        )

    return [column(number) for number in range(7)]


def _figures(means: Sequence[int | None], most: float, currency: str, language: str) -> list[str]:
    """Return the figures above the columns: all of them shorter where one is too long; none where that will not do."""
    for digits in (1, 0):
        texts = ["" if mean is None else compact(mean, currency, language, digits) for mean in means]
        if all(width(text) <= most for text in texts):
            return texts
    return [""] * len(means)


def _box(middle: float, wide: float, top: float, bottom: float) -> Box:
    return Box(round(middle - wide / 2, 1), round(top, 1), round(wide, 1), round(bottom - top, 1))
