"""What the pages are put together from: amounts, marks and bars."""

import json
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.template.defaultfilters import date as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from categories.models import Category
from core.periods import DateRange
from reports.amounts import amount_text
from reports.flow import Flow
from web.plots.flow import flow_plot
from web.plots.scale import compact

register = template.Library()

SITUATIONS = {
    "saving": gettext_lazy("Saving"),
    "on_track": gettext_lazy("On track"),
    "over_pace": gettext_lazy("A little fast"),
    "over_budget": gettext_lazy("Over budget"),
    "no_budget": gettext_lazy("No budget"),
}
# How a day's living costs stand to its part.
VERDICTS = {
    "saving": gettext_lazy("Less than its part"),
    "on_track": gettext_lazy("Just about its part"),
    "over_pace": gettext_lazy("More than its part"),
    "over_budget": gettext_lazy("More than twice its part"),
}
# From here on, in minor units, amounts are written smaller.
VAST = 10**9
# One syllable for a category, as on the stamps in a household book.
SEALS = {
    "food": "식", "housing": "집", "transport": "교", "health": "약", "leisure": "문", "education": "배",
    "clothing": "옷", "telecom": "통", "household": "생", "beauty": "미", "other": "기",
}  # fmt: skip


@register.simple_tag(takes_context=True)
def won(context: template.Context, amount: int, kind: str = "") -> SafeString:
    """Return an amount in minor units as it is shown, its unit apart; `kind` adds classes."""
    currency, language = _currency(context), get_language()
    sign = "−" if amount < 0 else ""
    text = amount_text(abs(amount), currency, language)
    figure, unit = (text[:-1], text[-1]) if text.endswith("원") else (text, "")
    small = format_html('<span class="u">{}</span>', unit) if unit else ""
    kind = f"{kind} vast" if is_vast(amount) else kind
    return format_html('<span class="won {}">{}{}{}</span>', kind, sign, figure, small)


@register.simple_tag(takes_context=True)
def minus(context: template.Context, amount: int) -> SafeString:
    """Return what is taken off in a sum: an amount with a minus before it, nothing before 0."""
    return won(context, -amount)


@register.simple_tag(takes_context=True)
def figure(context: template.Context, amount: int) -> str:
    """Return an amount in minor units without its unit, where won need none; a fraction has no room for it."""
    return f"{amount:,}" if _currency(context) == "KRW" else amount_text(amount, _currency(context), get_language())


@register.simple_tag(takes_context=True)
def short(context: template.Context, amount: int) -> str:
    """Return an amount for where there is little room: won below a million as a figure, all else rounded: 120만."""
    if _currency(context) == "KRW" and amount < 1_000_000:
        return f"{amount:,}"
    return compact(amount, _currency(context), get_language(), digits=0 if amount >= VAST else 1)


@register.filter
def is_vast(amount: int | None) -> bool:
    """Tell whether an amount takes more room than amounts usually have."""
    return abs(amount or 0) >= VAST


@register.simple_tag(takes_context=True)
def unit(context: template.Context) -> str:
    """Return what stands behind a field for an amount."""
    currency = _currency(context)
    return "원" if currency == "KRW" and get_language() != "en" else currency


@register.simple_tag(takes_context=True)
def with_amount(context: template.Context, text: str, amount: int) -> str:
    """Return a text that scripts fill, too, with an amount in place of [A]."""
    return text.replace("[A]", amount_text(amount, _currency(context), get_language()))


@register.simple_tag(takes_context=True)
def compact_amount(context: template.Context, amount: int) -> str:
    """Return an amount in minor units in as few signs as a plot has room for."""
    return compact(amount, _currency(context), get_language())


@register.simple_tag(takes_context=True)
def amount(context: template.Context, amount: int) -> str:
    """Return an amount in minor units as plain text."""
    sign = "−" if amount < 0 else ""
    return sign + amount_text(abs(amount), _currency(context), get_language())


def _currency(context: template.Context) -> str:
    person = getattr(context.get("request"), "user", None)
    return getattr(person, "currency", "KRW")


@register.simple_tag
def icon(name: str, kind: str = "") -> SafeString:
    """Return a drawing of the sprite, which says nothing by itself."""
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="#i-{}"/></svg>', kind, name)


@register.simple_tag
def shape(situation: str) -> SafeString:
    """Return the mark of a situation."""
    return format_html('<svg class="shape" viewBox="0 0 12 12" aria-hidden="true"><use href="#s-{}"/></svg>', situation)


@register.inclusion_tag("web/plots/flow.html", takes_context=True)
def plot_of_flow(context: template.Context, flow: Flow, first: date) -> dict[str, Any]:
    """Draw the month so far, which began on a day."""
    plot = flow_plot(flow, _currency(context), get_language())
    return {"flow": flow, "first": first, "plot": plot, "request": context["request"]}


@register.simple_tag
def day_of(first: date, number: int) -> str:
    """Return the name of a budget month's first, second, … day: 26일, or 12/20 where the month begins on a payday."""
    if first.day > 1:
        found = first + timedelta(days=number - 1)
        return f"{found.month}/{found.day}"
    return pgettext("a day of the month", "%(number)s") % {"number": number}


@register.simple_tag
def badge(situation: str) -> SafeString:
    """Return a situation by colour, mark and word."""
    return format_html(
        '<span class="badge" data-state="{}">{}{}</span>', situation, shape(situation), SITUATIONS[situation]
    )


@register.simple_tag
def verdict(code: str) -> Any:
    """Return how a day went, in words."""
    return VERDICTS[code]


@register.simple_tag
def stamp(code: str, label: str) -> str:
    """Return what stands on a category's stamp."""
    return SEALS.get(code, label[:1]) if get_language() != "en" else label[:1]


@register.simple_tag
def seal(code: str, label: str, kind: str = "") -> SafeString:
    """Return a category's stamp."""
    return format_html('<span class="seal {}" aria-hidden="true">{}</span>', kind, stamp(code, label))


@register.simple_tag
def name_of(category: Category) -> str:
    """Return a category's name in the reader's language."""
    return category.label(get_language())


@register.simple_tag
def bar(filled: int, whole: int, kind: str = "") -> SafeString:
    """Return a bar that fills against `whole`; what goes beyond is hatched, and the bar rescaled to all of it."""
    scale = max(filled, whole, 1)
    inside = f"{min(filled, whole) * 100 / scale:.1f}%"
    beyond = max(filled - whole, 0) * 100 / scale
    over = format_html('<rect class="bar-over" x="{}" width="{}" height="100%"/>', inside, f"{beyond:.1f}%")
    return format_html(
        '<svg class="bar {}" aria-hidden="true"><rect class="bar-fill" {}width="{}" height="100%"/>{}</svg>',
        kind,
        "" if beyond else SafeString('rx="4" '),
        inside,
        over if beyond else "",
    )


@register.simple_tag
def share(part: int, whole: int) -> str:
    """Return how far a bar is filled, in percent; all of it where the part is more than the whole."""
    return f"{min(part * 100 / whole, 100) if whole else 100:.1f}%"


@register.filter
def negated(value: int) -> int:
    """Return by how much something is below 0."""
    return -value


@register.filter
def agent(value: str) -> str:
    """Return what people call a browser that names itself at length: Chrome · Android."""
    browsers = ("Edg", "SamsungBrowser", "Whale", "KAKAOTALK", "Firefox", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    names = {"Edg": "Edge", "SamsungBrowser": "Samsung Internet", "KAKAOTALK": "KakaoTalk", "Mac OS": "Mac"}
    found = [next((names.get(one, one) for one in known if one in value), "") for known in (browsers, systems)]
    return " · ".join(filter(None, found)) or value[:40] or _("Unknown device")


@register.filter
def in_zone(value: datetime, zone: str) -> date:
    """Return the day of a moment in a time zone."""
    return value.astimezone(ZoneInfo(zone)).date()


@register.filter
def day(value: date) -> str:
    """Return a day with its weekday: 11월 23일 월요일."""
    # Translators: a day with its weekday, in Django's date format. Korean: n월 j일 l
    return format_date(value, _("l, F j"))


@register.filter
def short_day(value: date) -> str:
    """Return a day: 11월 23일."""
    # Translators: a day without its weekday, in Django's date format. Korean: n월 j일
    return format_date(value, _("F j"))


@register.filter
def day_seen(value: date, today: date) -> str:
    """Return a day as seen from another, for a heading: with its year if not this one, and named if it is near."""
    # Translators: a day of another year with its weekday, in Django's date format. Korean: Y년 n월 j일 l
    text = day(value) if value.year == today.year else format_date(value, _("l, F j, Y"))
    near = {0: _("today"), 1: _("yesterday")}.get((today - value).days)
    return f"{text} · {near}" if near else text


@register.filter
def days_of(period: DateRange, today: date) -> str:
    """Return a range of days, with years where they are not all this one: 11월 1일–30일."""
    first, last = period.first, period.last
    if first == last:
        return _short_day(first, today)
    if not first.year == last.year == today.year:
        return f"{_short_day(first, today)}–{_short_day(last, today)}"
    # Translators: the last day of a range that ends in the month it begins, in Django's date format. Korean: j일
    end = format_date(last, _("j")) if first.month == last.month else short_day(last)
    return f"{short_day(first)}–{end}"


def _short_day(value: date, today: date) -> str:
    # Translators: a day of another year, in Django's date format. Korean: Y년 n월 j일
    return short_day(value) if value.year == today.year else format_date(value, _("F j, Y"))


@register.simple_tag
def day_number(value: date, first: date) -> str:
    """Return what stands in a calendar's cell: the day, with its month where a new one begins within it."""
    return f"{value.month}/{value.day}" if first.day > 1 and (value.day == 1 or value == first) else str(value.day)


@register.simple_tag
def weekdays() -> list[str]:
    """Return the days of the week, from Sunday, as short as can be."""
    names = [format_date(date(2026, 11, number), "D") for number in range(1, 8)]
    return names if get_language() == "en" else [name[0] for name in names]


@register.filter
def month_name(value: Any) -> str:
    """Return the name of a budget month: 11월, or November."""
    # Translators: a month, in Django's date format. Korean: n월
    return format_date(date(value.year, value.month, 1), _("F"))


@register.filter
def month_and_year(value: Any) -> str:
    """Return a budget month with its year: 2026년 11월, or Nov 2026."""
    # Translators: a month with its year, in Django's date format. Korean: Y년 n월
    return format_date(date(value.year, value.month, 1), _("M Y"))


@register.filter
def month_seen(value: Any, this: Any) -> str:
    """Return the name of a budget month as seen from another: with its year where that is another, too."""
    return month_name(value) if value.year == this.year else month_and_year(value)


@register.filter
def undo(tags: str) -> Any:
    """Return the undo that a message carries, None where there is none."""
    return json.loads(tags) if tags else None
