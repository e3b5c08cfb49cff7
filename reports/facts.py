"""What every report starts from: a person's budget month as seen on one day. One query for the plan and the spending.

For many people at once the rows are read in `batch`, and put together here just the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, Protocol, Self

from django.db import connection

from accounts.models import User
from budget_management.selectors import APPLIED_LINES, applied_lines_values
from core import clock
from core.periods import BudgetMonth, DateRange
from expenses.selectors import SPENT_BY_CATEGORY, spent_by_category_values
from insights.facts import MonthFacts, PlanLine, Rules, Spending

# Together, because a second wait for the database costs more than either: the plan's lines and the spending, each read
# within its owner's rows as it would be alone. In plan order, the lines come first.
MONTH = f"""
    SELECT c.id, c.code, c.label_ko, c.label_en, c.position,
        month.amount, month.fixed_amount, month.spent_before, month.spent_on_day
    FROM (
        SELECT category_id, amount, fixed_amount, NULL AS spent_before, NULL AS spent_on_day
        FROM ({APPLIED_LINES}) planned
        UNION ALL
        SELECT category_id, NULL, NULL, spent_before, spent_on_day FROM ({SPENT_BY_CATEGORY}) spent
    ) month JOIN categories_category c ON c.id = month.category_id
"""
IN_PLAN_ORDER = "ORDER BY month.amount IS NULL, month.position, month.id"
MONTH_ALONE = f"SELECT month.* FROM ({MONTH}) month {IN_PLAN_ORDER}"
# Today's months are asked for all day: there are as many as days to start on, for each of the two dates on earth.
SPANS = 256


class Named(Protocol):
    """Anything that knows its category's names."""

    @property
    def code(self) -> str: ...
    @property
    def label_ko(self) -> str: ...
    @property
    def label_en(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Labels:
    """The names of the categories in a report, by code: those of the plan in plan order, then others by position."""

    by_code: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, named: Iterable[Named]) -> Self:
        """Return the labels of all of these; the first mention of a category decides its place."""
        return cls({one.code: (one.label_ko, one.label_en) for one in named})

    def __call__(self, code: str, language: str) -> str:
        return self.by_code[code][language == "en"]


class Person(Protocol):
    """Whose month it is, and the settings that its numbers depend on."""

    @property
    def pk(self) -> int: ...
    @property
    def month_start_day(self) -> int: ...
    @property
    def rounding_unit(self) -> int: ...
    @property
    def floor_percent(self) -> int: ...
    @property
    def currency(self) -> str: ...


class CategorySpending(NamedTuple):
    """What was counted in a category before a day and on it."""

    category_id: int
    code: str
    label_ko: str
    label_en: str
    position: int
    before: int
    on_day: int


class MonthOnDay(NamedTuple):
    """A budget month on a day of it: the facts for the arithmetic, and the names of what is in them."""

    month: BudgetMonth
    facts: MonthFacts
    spent: Sequence[CategorySpending]
    labels: Labels
    currency: str


def month_on(user: User, on: date | None = None) -> MonthOnDay:
    """Return the user's budget month on a day, by default today where they live. The clock is read here, once."""
    day = on or clock.today(user)
    with connection.cursor() as cursor:
        cursor.execute(MONTH_ALONE, month_values(user.pk, user.month_start_day, day))
        rows = cursor.fetchall()
    return month_of(user, day, rows)


def month_values(owner_id: int, start_day: int, day: date) -> list[Any]:
    """Return the values of MONTH."""
    month, period = _span(day, start_day)
    return applied_lines_values(owner_id, month) + spent_by_category_values(owner_id, period, day)


def month_of(user: User, day: date, rows: Sequence[Sequence[Any]]) -> MonthOnDay:
    """Return the month of which MONTH gave these rows."""
    month, period = _span(day, user.month_start_day)
    lines = [PlanLine(code, amount, fixed) for _, code, _, _, _, amount, fixed, _, _ in rows if amount is not None]
    spent = [CategorySpending(*row[:5], *row[7:]) for row in rows[len(lines) :]]
    labels = Labels({code: (label_ko, label_en) for _, code, label_ko, label_en, *_ in rows})
    return assembled(user, day, month, period, lines, spent, labels)


@lru_cache(maxsize=SPANS)
def _span(day: date, start_day: int) -> tuple[BudgetMonth, DateRange]:
    month = BudgetMonth.containing(day, start_day)
    return month, month.range(start_day)


def assembled(
    person: Person,
    day: date,
    month: BudgetMonth,
    period: DateRange,
    lines: Iterable[PlanLine],
    spent: Sequence[CategorySpending],
    labels: Labels,
) -> MonthOnDay:
    """Return a person's month on a day from what was read of it: the plan's lines and the spending, in plan order."""
    facts = MonthFacts(
        period=period,
        day=day,
        lines=tuple(lines),
        # With those of nothing, so that either has all categories in their order.
        spending=Spending({row.code: row.before for row in spent}, {row.code: row.on_day for row in spent}),
        rules=Rules(person.rounding_unit, person.floor_percent),
    )
    return MonthOnDay(month, facts, spent, labels, person.currency)
