"""What messages say: the numbers of `reports`, in the owner's language, for a batch of deliveries at once."""

import gc
from calendar import month_abbr
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple, Protocol

from accounts.models import User
from core.errors import TokenInvalid
from core.periods import DateRange
from reports.amounts import amount_text
from reports.batch import Key, in_chunks, months
from reports.facts import MonthOnDay
from reports.summary import Summary, seen_as_summary
from reports.today import Today, seen_as_today

from . import texts
from .alerts import WHOLE, BudgetSpent, Subject, budgets_of
from .messages import Message
from .models import Kind
from .texts import Text, message

AT_ONCE = 2_000
# So many categories are named; the others are added up in one line.
MOST_NAMED = 5
READER = (
    "pk", "language", "currency", "month_start_day", "rounding_unit", "floor_percent",
    "message_preferences__hide_amounts",
)  # fmt: skip


class ToSay(Protocol):
    """What a delivery tells about itself."""

    @property
    def pk(self) -> int: ...
    @property
    def owner_id(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def local_date(self) -> date: ...
    @property
    def subject(self) -> str: ...


class Reader(NamedTuple):
    """Who reads it. `hide_amounts` is None where they never said."""

    pk: int
    language: str
    currency: str
    month_start_day: int
    rounding_unit: int
    floor_percent: int
    hide_amounts: bool | None

    def say(self, text: Text, **values: object) -> str:
        """Return the text in the reader's language."""
        return (text.en if self.language == "en" else text.ko).format(**values)

    def amount(self, amount: int) -> str:
        """Return an amount as they read it."""
        return amount_text(amount, self.currency, self.language)


def compose(deliveries: Sequence[ToSay]) -> dict[int, Message]:
    """Return what each delivery says, by its id. One that has nothing to say (any more) is absent.

    Four statements for each 2,000.
    """
    said: dict[int, Message] = {}
    for some in in_chunks(deliveries, AT_ONCE):
        with _uncollected():
            said.update(_composed(some))
    return said


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare the garbage collector looking again and again at many small objects, none of which is in a cycle."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def preview(user: User, kind: str, day: date) -> Message:
    """Return the very text of the morning or the evening of a day; without a plan, that of the nudge.

    Raises TokenInvalid for somebody who is not there any more.
    """
    reader = _readers([user.pk]).get(user.pk)
    if reader is None:
        # Erased since the request began.
        raise TokenInvalid
    ((_, seen),) = months([(reader, day)])
    return WRITERS[kind](reader, seen, "") or nudge(reader, seen)


def _composed(deliveries: Sequence[ToSay]) -> Iterator[tuple[int, Message]]:
    readers = _readers({delivery.owner_id for delivery in deliveries})
    asked: defaultdict[Key, list[ToSay]] = defaultdict(list)
    for delivery in deliveries:
        if delivery.owner_id in readers and delivery.kind in WRITERS:
            asked[delivery.owner_id, delivery.local_date].append(delivery)
    for key, seen in months((readers[owner_id], day) for owner_id, day in asked):
        for delivery in asked[key]:
            if found := WRITERS[delivery.kind](readers[delivery.owner_id], seen, delivery.subject):
                yield delivery.pk, found


def _readers(user_ids: Iterable[int]) -> dict[int, Reader]:
    rows = User.objects.filter(pk__in=user_ids, is_active=True).values_list(*READER)
    return {pk: Reader(pk, "en" if language == "en" else "ko", *rest) for pk, language, *rest in rows}


def morning(reader: Reader, seen: MonthOnDay, subject: str = "") -> Message | None:
    """Return what the day allows: the parts, the tightest first, the days left, one sentence. None without a plan."""
    if not seen.facts.lines:
        return None
    today = seen_as_today(seen)
    days_left = _days_left(reader, today)
    if reader.hide_amounts:
        return _hidden(reader, texts.MORNING_HIDDEN, days_left)
    title = reader.say(texts.MORNING, a=reader.amount(today.plan.total))
    return message(title, [[today.message(reader.language)], _parts(reader, today), [days_left]], reader.language)


def _days_left(reader: Reader, today: Today) -> str:
    days = today.plan.days_left
    return reader.say(texts.LAST_DAY) if days == 1 else reader.say(texts.DAYS_LEFT, d=days)


def _parts(reader: Reader, today: Today) -> list[str]:
    parts = today.tightest()
    lines = [
        reader.say(
            texts.PART_AT_FLOOR if part.floor_applied else texts.PART,
            label=today.labels(part.category, reader.language),
            a=reader.amount(part.amount),
        )
        for part in parts[:MOST_NAMED]
    ]
    return lines + _others(reader, [part.amount for part in parts[MOST_NAMED:]])


def _others(reader: Reader, amounts: Sequence[int]) -> list[str]:
    return [reader.say(texts.OTHERS, count=len(amounts), a=reader.amount(sum(amounts)))] if amounts else []


def evening(reader: Reader, seen: MonthOnDay, subject: str = "") -> Message | None:
    """Return how the day went: spent against the morning's number, risks, the month to date. None without a plan."""
    if not seen.facts.lines:
        return None
    if reader.hide_amounts:
        return _hidden(reader, texts.EVENING_HIDDEN)
    found = seen_as_summary(seen)
    spent = found.summary.total_expense
    title = reader.say(texts.EVENING, a=reader.amount(spent)) if spent else reader.say(texts.EVENING_NOTHING)
    paragraphs = [
        [found.message(reader.language)],
        _day(reader, found),
        _risks(reader, found),
        _month(reader, found),
    ]
    return message(title, paragraphs, reader.language)


def _day(reader: Reader, found: Summary) -> list[str]:
    day = found.summary
    spent, recommended = reader.amount(day.total_expense), reader.amount(day.recommended_total)
    return [
        reader.say(texts.DAY_SPENT, spent=spent, recommended=recommended),
        _against(reader, day.appropriate_total, day.risk),
    ]


def _against(reader: Reader, appropriate: int, risk: float | None) -> str:
    if risk is None:
        return reader.say(texts.NO_RISK)
    return reader.say(texts.APPROPRIATE, a=reader.amount(appropriate), risk=_percent(risk))


def _risks(reader: Reader, found: Summary) -> list[str]:
    """Return what was spent in which category, the highest risk first, those without one last."""
    spent = [one for one in found.summary.categories if one.spent]
    spent.sort(key=lambda one: (one.risk is None, -(one.risk or 0)))
    lines = []
    for one in spent[:MOST_NAMED]:
        values = {"label": found.labels(one.category, reader.language), "a": reader.amount(one.spent)}
        if one.risk is None:
            lines.append(reader.say(texts.SPENT_NO_RISK, **values))
        else:
            values |= {"appropriate": reader.amount(one.appropriate), "risk": _percent(one.risk)}
            lines.append(reader.say(texts.SPENT, **values))
    return lines + _others(reader, [one.spent for one in spent[MOST_NAMED:]])


def _month(reader: Reader, found: Summary) -> list[str]:
    month = found.summary.month
    values = {"spent": reader.amount(month.spent), "budget": reader.amount(month.budget)}
    text, period = texts.MONTH, found.period
    if period.first.day != 1:
        text, values["period"] = texts.MONTH_OF_DAYS, _days(reader, period)
    return [reader.say(text, **values), _against(reader, month.appropriate, month.risk)]


def _days(reader: Reader, period: DateRange) -> str:
    first, last = (
        reader.say(texts.DAY, month=day.month, day=day.day, name=month_abbr[day.month])
        for day in (period.first, period.last)
    )
    return reader.say(texts.PERIOD, first=first, last=last)


def _percent(risk: float) -> str:
    return f"{risk:,.1f}%"


def alert(reader: Reader, seen: MonthOnDay, subject: str) -> Message | None:
    """Return how much of a budget is spent. None where that is not so any more."""
    about = Subject.parse(subject)
    budget = next((one for one in budgets_of(seen) if one.category == about.category), None)
    if about.month != str(seen.month) or budget is None or not budget.has_passed(about.threshold):
        return None
    title = _alert_title(reader, seen, budget, about.threshold)
    help_text = reader.say(_helping(budget))
    if reader.hide_amounts:
        return message(title, [[help_text, reader.say(texts.IN_THE_APP)]], reader.language)
    amounts = reader.say(
        texts.ALERT_EXCESS if budget.left < 0 else texts.ALERT_LEFT,
        budget=reader.amount(budget.budget),
        spent=reader.amount(budget.spent),
        left=reader.amount(abs(budget.left)),
    )
    return message(title, [[amounts], [help_text]], reader.language)


def _alert_title(reader: Reader, seen: MonthOnDay, budget: BudgetSpent, threshold: int) -> str:
    is_whole = budget.category == WHOLE
    label = reader.say(texts.WHOLE) if is_whole else seen.labels(budget.category, reader.language)
    if threshold == 100:
        return reader.say(texts.ALERT_OVER if budget.left < 0 else texts.ALERT_ALL, label=label)
    return reader.say(texts.ALERT, label=label, percent=threshold)


def _helping(budget: BudgetSpent) -> Text:
    if budget.left > 0:
        return texts.HELP_LEFT
    return texts.HELP_OVER_WHOLE if budget.category == WHOLE else texts.HELP_OVER


def nudge(reader: Reader, seen: MonthOnDay, subject: str = "") -> Message:
    """Return the one message to somebody without a plan."""
    said = seen_as_today(seen).message(reader.language)
    return message(reader.say(texts.NUDGE), [[said], [reader.say(texts.NUDGE_ONCE)]], reader.language)


def nudge_if_no_plan(reader: Reader, seen: MonthOnDay, subject: str) -> Message | None:
    """Return the nudge, unless they have a plan by now."""
    return None if seen.facts.lines else nudge(reader, seen)


def trial(reader: Reader, seen: MonthOnDay, subject: str) -> Message:
    """Return the message that a channel is tried with."""
    return message(reader.say(texts.TEST), [[reader.say(texts.TEST_TEXT)]], reader.language)


def _hidden(reader: Reader, title: Text, *more: str) -> Message:
    return message(reader.say(title), [[reader.say(texts.IN_THE_APP)], more], reader.language)


# What each kind of message says to a reader about their month; an alert, about its subject.
WRITERS: dict[str, Callable[[Reader, MonthOnDay, str], Message | None]] = {
    Kind.MORNING: morning,
    Kind.EVENING: evening,
    Kind.ALERT: alert,
    Kind.NUDGE: nudge_if_no_plan,
    Kind.TEST: trial,
}
