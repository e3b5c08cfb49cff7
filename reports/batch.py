"""The months of many people at once, for `today` and `summary`, in three statements for 2,000 people."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from django.db import connection

from categories.models import Category
from core.periods import BudgetMonth, DateRange
from insights.facts import PlanLine

from .facts import CategorySpending, Labels, MonthOnDay, Person, assembled

PEOPLE_AT_ONCE = 2_000

# Who is asked about, as a table: one parameter, however many they are and whatever their months. It is materialized,
# or SQLite takes the parameter apart anew for every expense.
ASKED = {
    "postgresql": """SELECT * FROM json_to_recordset(CAST(%s AS json))
        AS people (place integer, owner_id bigint, month integer, first_day date, day date)""",
    "sqlite": """SELECT json_extract(value, '$.place') AS place, json_extract(value, '$.owner_id') AS owner_id,
            json_extract(value, '$.month') AS month, json_extract(value, '$.first_day') AS first_day,
            json_extract(value, '$.day') AS day
        FROM json_each(%s)""",
}
# For each person the newest plan not after the month, by the unique (owner, month), and its lines.
LINES = """
    WITH asked AS MATERIALIZED ({asked})
    SELECT asked.place, line.category_id, line.amount, line.fixed_amount
    FROM asked
    CROSS JOIN budget_management_budgetline line
    WHERE line.plan_id = (
        SELECT plan.id FROM budget_management_monthplan plan
        WHERE plan.owner_id = asked.owner_id AND plan.month <= asked.month ORDER BY plan.month DESC LIMIT 1
    )
"""
# For each person the days of one month, by the index (owner, day), however long their history is.
SPENT = """
    WITH asked AS MATERIALIZED ({asked})
    SELECT asked.place, expense.category_id,
        CAST(SUM(CASE WHEN expense.spent_on < asked.day THEN expense.amount ELSE 0 END) AS bigint),
        CAST(SUM(CASE WHEN expense.spent_on < asked.day THEN 0 ELSE expense.amount END) AS bigint)
    FROM asked
    CROSS JOIN expenses_expense expense
    WHERE expense.owner_id = asked.owner_id AND expense.spent_on >= asked.first_day
        AND expense.spent_on <= asked.day AND NOT expense.excluded_from_total
    GROUP BY asked.place, expense.category_id
"""

PersonOnDay = tuple[Person, date]
Key = tuple[int, date]
"""A person's id and a day."""


class Asked(NamedTuple):
    """A person's month that is asked about, on a day of it."""

    person: Person
    day: date
    month: BudgetMonth
    period: DateRange


Row = tuple[int, int, int, int]
T = TypeVar("T")


def months(people: Iterable[PersonOnDay]) -> Iterator[tuple[Key, MonthOnDay]]:
    """Yield for each person and day their month as seen on it, once. Three statements for each 2,000.

    One month at a time is put together: thousands at once would keep the garbage collector busier than the rest.
    """
    distinct = {(person.pk, day): (person, day) for person, day in people}
    for some in in_chunks(distinct.values(), PEOPLE_AT_ONCE):
        yield from _months(_asked(some))


def in_chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of `size` items, the last one shorter."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _asked(people: Sequence[PersonOnDay]) -> list[Asked]:
    """Return what is asked; most people share their month and its days, which are worked out once."""
    known: dict[tuple[date, int], tuple[BudgetMonth, DateRange]] = {}
    asked = []
    for person, day in people:
        key = day, person.month_start_day
        if key not in known:
            month = BudgetMonth.containing(*key)
            known[key] = month, month.range(person.month_start_day)
        asked.append(Asked(person, day, *known[key]))
    return asked


def _months(asked: Sequence[Asked]) -> Iterator[tuple[Key, MonthOnDay]]:
    told = _told(asked)
    lines, spent = _read(LINES, told), _read(SPENT, told)
    named = list(Category.objects.filter(pk__in={row[1] for row in chain(lines, spent)}).order_by("position", "id"))
    codes = {c.pk: c.code for c in named}
    spending = {c.pk: partial(CategorySpending, c.pk, c.code, c.label_ko, c.label_en, c.position) for c in named}
    labels = _labels(named)
    lines_of, spent_of = _by_place(lines, codes), _by_place(spent, codes)
    for place, (person, day, month, period) in enumerate(asked):
        planned_here, spent_here = lines_of[place], spent_of[place]
        yield (
            (person.pk, day),
            assembled(
                person,
                day,
                month,
                period,
                [PlanLine(codes[category], amount, fixed) for _, category, amount, fixed in planned_here],
                [spending[category](before, on_day) for _, category, before, on_day in spent_here],
                labels(tuple([row[1] for row in chain(planned_here, spent_here)])),
            ),
        )


def _labels(categories: Iterable[Category]) -> Callable[[tuple[int, ...]], Labels]:
    """Return what gives the labels of categories by their ids. Many people have the same, which are made once."""
    of = {category.pk: category for category in categories}
    return cache(lambda ids: Labels.of([of[category] for category in ids]))


def _told(asked: Sequence[Asked]) -> str:
    """Return what is asked as the one parameter of both statements."""
    return json.dumps(
        [
            {
                "place": place,
                "owner_id": person.pk,
                "month": month.number,
                "first_day": str(period.first),
                "day": str(day),
            }
            for place, (person, day, month, period) in enumerate(asked)
        ]
    )


def _read(statement: str, told: str) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(asked=ASKED[connection.vendor]), [told])
        rows: list[Row] = cursor.fetchall()
    return rows


def _by_place(rows: list[Row], categories: Iterable[int]) -> defaultdict[int, list[Row]]:
    """Return the rows of each place, in the order of the categories."""
    order = {category: number for number, category in enumerate(categories)}
    found: defaultdict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: order[row[1]]):
        found[row[0]].append(row)
    return found
