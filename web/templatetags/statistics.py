"""What the statistics page is put together from: figures in tables, bars side by side, and its plots."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from babel.numbers import get_currency_precision
from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from core.periods import BudgetMonth
from reports.months import Year
from reports.statistics import CategoryStanding
from reports.weekdays import Weekdays
from web.plots.columns import WeekdayColumn, YearPlot, weekdays_plot, year_plot
from web.plots.standings import StandingsPlot, standings_plot

from .web import bar, month_name

register = template.Library()

NONE = "–"
# With more digits than these, a phone has no room for three amounts side by side unless they are small, or broken.
USUAL_DIGITS, SMALL_DIGITS = 7, 9


@register.filter
def unsigned(amount: float) -> float:
    """Return a number without its sign."""
    return abs(amount)


@register.filter
def percent(value: float) -> str:
    """Return a share as it is shown."""
    return f"{value:,.1f}%"


@register.simple_tag(takes_context=True)
def number(context: template.Context, amount: int | None) -> str:
    """Return an amount in minor units for a table that says its unit; a dash for none."""
    if amount is None:
        return NONE
    digits = get_currency_precision(_currency(context))
    return f"{Decimal(abs(amount)).scaleb(-digits):,.{digits}f}"


@register.simple_tag(takes_context=True)
def signed(context: template.Context, amount: int | None) -> str:
    """Return a difference in minor units for a table, with its sign; a dash for none."""
    return ("+" if (amount or 0) > 0 else "−" if (amount or 0) < 0 else "") + number(context, amount)


@register.simple_tag
def table_class(year: Year) -> str:
    """Return what the tables are to the stylesheet, which makes room for large amounts."""
    digits = len(str(max(max(total.spent, total.budget or 0) for total in year.months)))
    if digits <= USUAL_DIGITS:
        return "table"
    return "table dense" if digits <= SMALL_DIGITS else "table dense vast"


@register.simple_tag
def bar_among(amount: float | None, *others: float | None, kind: str = "") -> SafeString:
    """Return a bar whose whole is the largest of it and the others, to a tenth."""
    tenths = [round(10 * (one or 0)) for one in (amount, *others)]
    return bar(tenths[0], max(tenths), kind)


@register.simple_tag(takes_context=True)
def plot_of_standings(context: template.Context, standings: Sequence[tuple[CategoryStanding, str]]) -> StandingsPlot:
    """Return the plot of categories."""
    return standings_plot(standings, _currency(context), get_language())


@register.simple_tag(takes_context=True)
def plot_of_year(context: template.Context, year: Year) -> YearPlot:
    """Return the plot of twelve months."""

    def name_of(month: BudgetMonth) -> str:
        return str(month_name(month))

    return year_plot(year, name_of, _currency(context), get_language())


@register.simple_tag(takes_context=True)
def plot_of_weekdays(context: template.Context, weekdays: Weekdays, day: date) -> list[WeekdayColumn]:
    """Return the plot of the days of the week."""
    return weekdays_plot(weekdays, day, _currency(context), get_language())


def _currency(context: template.Context) -> str:
    currency: str = context["request"].user.currency
    return currency
