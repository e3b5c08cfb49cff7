"""Plots stay within their bounds, begin at nothing, and their texts do not cover each other."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import BudgetMonth
from insights.months import MonthTotal
from insights.statistics import CategoryStanding
from insights.weekdays import Weekdays
from reports.months import Year
from tests.insights.strategies import examples
from web.plots.columns import HIGHEST, MONTHS_BASE, WEEKDAYS_BASE, Box, weekdays_plot, year_plot
from web.plots.scale import WIDTH, compact
from web.plots.standings import standings_plot, used_text
from web.plots.texts import Tip, shortened, tip, width

money = st.one_of(st.just(0), st.integers(0, 5_000_000), st.integers(0, 10**15))
languages = st.sampled_from(["ko", "en"])
currencies = st.sampled_from(["KRW", "USD", "JPY", "KWD"])
names = st.text("가나다라 abcdefgWM·123", min_size=1, max_size=64)
# Rounded to a tenth, a length may reach a twentieth beyond.
NEARLY = 0.1


@st.composite
def standing(draw: st.DrawFn) -> CategoryStanding:
    spent, previous, budget = draw(money), draw(money), draw(st.none() | money)
    used = round(1000 * spent / budget) / 10 if budget else None
    return CategoryStanding("any", spent, previous, budget, used)


@st.composite
def years(draw: st.DrawFn) -> Year:
    last = BudgetMonth(2026, draw(st.integers(1, 12)))
    months = [last.shift(number) for number in range(-11, 1)]
    totals = [MonthTotal(month, month.range(1), draw(money), draw(st.none() | money)) for month in months]
    ahead = draw(st.none() | st.integers(0, 10**12))
    return Year(totals, last.range(1).first, None if ahead is None else totals[-1].spent + ahead)


def is_within(box: Box | Tip, top: float, height: float) -> bool:
    return box.x >= -NEARLY and box.x + box.width <= WIDTH + NEARLY and box.y >= top


def name_of(month: BudgetMonth) -> str:
    return f"{month.month}월"


@examples
@given(st.lists(st.tuples(standing(), names), min_size=1, max_size=12), currencies, languages)
def test_categories_stay_in_their_rows(ones: list[tuple[CategoryStanding, str]], currency: str, language: str) -> None:
    plot = standings_plot(ones, currency, language)
    for row in plot.rows:
        ends = [
            plot.left + row.track,
            plot.left + row.spent,
            row.tick or 0,
            row.mark + 8 if row.mark is not None else 0,
        ]
        assert min(row.track, row.spent) >= 0
        assert width(row.label) < plot.left
        assert max(ends) <= WIDTH - width(row.used) + NEARLY
        assert is_within(row.tip, -20, 20)
        assert row.tip.y + row.y >= 0
    assert plot.rows[-1].y + 26 == plot.height


@examples
@given(st.lists(st.tuples(standing(), names), min_size=2, max_size=12))
def test_bars_are_as_long_as_their_amounts(ones: list[tuple[CategoryStanding, str]]) -> None:
    rows = sorted(standings_plot(ones, "KRW", "ko").rows, key=lambda row: row.standing.spent)
    assert [row.spent for row in rows] == sorted(row.spent for row in rows)
    assert all(row.spent == 0 for row in rows if not row.standing.spent)


@examples
@given(years(), currencies, languages)
def test_months_stand_on_their_base_side_by_side(year: Year, currency: str, language: str) -> None:
    plot = year_plot(year, name_of, currency, language)
    before = 0.0
    for column in plot.columns:
        assert column.zone.x >= before
        before = column.zone.x + column.zone.width
        assert abs(column.column.y + column.column.height - MONTHS_BASE) <= NEARLY
        for box in filter(None, (column.column, column.guess, column.mark)):
            assert is_within(box, 22, MONTHS_BASE)
            assert column.zone.x <= box.x
            assert box.x + box.width <= before + NEARLY
            assert box.height >= 0
        assert is_within(column.tip, 0, 20)
        assert (column.mark is not None) == column.total.is_over
    assert before <= WIDTH


@examples
@given(years())
def test_the_plan_is_a_line_where_there_is_one(year: Year) -> None:
    path = year_plot(year, name_of, "KRW", "ko").plan
    planned = [total.budget is not None for total in year.months]
    assert path.count("H") == sum(planned)
    assert path.count("M") == sum(now and not before for before, now in zip([False, *planned], planned, strict=False))
    assert all(HIGHEST <= float(y) <= MONTHS_BASE for y in re.findall(r"(?:V|M\d+ )([\d.]+)", path))


@examples
@given(years())
def test_the_pace_begins_where_the_column_ends(year: Year) -> None:
    columns = year_plot(year, name_of, "KRW", "ko").columns
    assert all(column.guess is None for column in columns[:-1])
    if columns and columns[-1].guess:
        guess = columns[-1].guess
        assert abs(guess.y + guess.height - columns[-1].column.y) <= NEARLY


def test_a_plan_that_changes_steps_and_one_that_is_missing_leaves_a_gap() -> None:
    months = [BudgetMonth(2026, 11).shift(number) for number in range(-11, 1)]
    budgets = [None] * 8 + [50, 100, None, 100]
    totals = [MonthTotal(month, month.range(1), 0, budget) for month, budget in zip(months, budgets, strict=True)]
    plot = year_plot(Year(totals, date(2026, 11, 23), None), name_of, "KRW", "ko")
    assert plot.plan == "M240 122.5H270V39.0H300M330 39.0H360"
    assert len(plot.columns) == 4


@examples
@given(st.lists(st.none() | money, min_size=7, max_size=7), st.dates(), currencies, languages)
def test_weekdays_and_their_figures_do_not_touch(
    means: list[int | None], day: date, currency: str, language: str
) -> None:
    columns = weekdays_plot(Weekdays(means, 0), day, currency, language)
    before = 0.0
    for column, mean in zip(columns, means, strict=True):
        assert column.middle - width(column.figure) / 2 >= before - NEARLY
        before = column.middle + max(width(column.figure), width(column.short)) / 2
        assert is_within(column.column, HIGHEST, WEEKDAYS_BASE)
        assert column.figure_y > 22
        assert is_within(column.tip, 0, 20)
        assert column.column.height == 0 or mean
    assert before <= WIDTH + NEARLY
    assert [column.is_now for column in columns].index(True) == day.weekday()


@examples
@given(st.lists(st.text(max_size=200), min_size=1, max_size=3), st.floats(0, WIDTH))
def test_a_tip_holds_its_text_and_stays_inside(texts: list[str], x: float) -> None:
    found = tip(texts, x, 2)
    assert is_within(found, 2, 20)
    assert width(found.text) <= found.width


def test_a_week_of_large_amounts_has_shorter_figures() -> None:
    columns = weekdays_plot(Weekdays([131_750, 98_500, None, 0, 0, 0, 0], 0), date(2026, 11, 23), "KRW", "en")
    assert [column.figure for column in columns[:4]] == ["132K", "98K", "", "0"]


def test_figures_that_fit_have_a_tenth() -> None:
    columns = weekdays_plot(Weekdays([917_500, 22_238, 0, 0, 0, 0, 0], 0), date(2026, 11, 23), "KRW", "ko")
    assert [column.figure for column in columns[:2]] == ["91.8만", "2.2만"]


def test_a_tip_takes_the_first_text_that_fits() -> None:
    assert tip(["가" * 30, "짧게"], 100, 2).text == "짧게"
    assert tip(["11월 1,000원", "짧게"], 100, 2).text == "11월 1,000원"


def test_a_long_name_is_shortened() -> None:
    assert shortened("식비", 100) == "식비"
    assert shortened("아주 긴 이름", 60) == "아주 긴…"


def test_a_share_has_room() -> None:
    assert [used_text(used) for used in (None, 88.7, 999.9, 1_000.0)] == ["–", "88.7%", "999.9%", ">999%"]


@pytest.mark.parametrize(("amount", "currency", "language", "text"), [
    (891_000, "KRW", "ko", "89.1만"), (2_183_000, "KRW", "en", "2.2M"), (999_999_999_999, "KRW", "ko", "1조"),
    (150_000, "USD", "en", "1.5K"), (200_000, "USD", "en", "2K"), (1_234, "USD", "en", "12.34"),
])  # fmt: skip
def test_an_amount_is_short_and_rounded_once(amount: int, currency: str, language: str, text: str) -> None:
    assert compact(amount, currency, language) == text
