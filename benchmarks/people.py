"""Made-up people with plans, spending and logins, by a few statements over all of them, on either database.

The budget month of everybody is always twenty days old, so that a run on the 1st measures what a run on the 21st does.
Ids 1 to 3 have twenty expenses in that month, and 20, 20,000 and 100,000 in all.
"""

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

import psycopg

from core import clock

MONTH_DAYS = 20
IN_MONTH = 20
HISTORIES = {1: 20, 2: 20_000, 3: 100_000}
LINES = 5
TIME_ZONE = "Asia/Seoul"
# Who reads, and who writes, so that writing does not change what is read.
READERS = range(4, 204)
WRITERS = range(204, 404)
ACTORS = [*HISTORIES, *READERS, *WRITERS]


class Size(NamedTuple):
    """How many people, months with a plan and expenses of each."""

    people: int
    plans: int
    expenses: int


def _counting(name: str, most: int) -> str:
    return f"{name} (n) AS (SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM {name} WHERE n < {most})"


CATEGORIES = "(SELECT id, ROW_NUMBER() OVER (ORDER BY position, id) - 1 AS place FROM categories_category)"
PEOPLE = """INSERT INTO accounts_user (id, password, is_superuser, username, username_key, email, is_active, is_staff,
        date_joined, time_zone, currency, month_start_day, rounding_unit, floor_percent, share_anonymously)
    WITH RECURSIVE {people}
    SELECT n, '!', {no}, 'u' || n, 'u' || n, '', {yes}, {no}, '2026-01-01 00:00:00+00', '{time_zone}', 'KRW',
        {start_day}, 100, 30, {yes}
    FROM people"""
PLANS = """INSERT INTO budget_management_monthplan (owner_id, month, updated_at)
    WITH months (back, month) AS (VALUES {months})
    SELECT u.id, months.month, '2026-01-01 00:00:00+00' FROM accounts_user u CROSS JOIN months"""
BUDGET_LINES = """INSERT INTO budget_management_budgetline (owner_id, plan_id, category_id, amount, fixed_amount)
    SELECT p.owner_id, p.id, c.id, 50000 + (p.owner_id * 7919 + c.place * 104729) % 600000,
        CASE WHEN c.place = 1 THEN 40000 ELSE 0 END
    FROM budget_management_monthplan p JOIN {categories} c ON c.place < {lines}"""
ADD_UP = """UPDATE budget_management_monthplan SET total =
    (SELECT SUM(l.amount) FROM budget_management_budgetline l WHERE l.plan_id = budget_management_monthplan.id)"""
# Spread evenly over so many days, the newest today.
SPENDING = """INSERT INTO expenses_expense (owner_id, category_id, amount, spent_on, memo, memo_folded,
        excluded_from_total, created_at, updated_at, idempotency_fingerprint)
    WITH RECURSIVE {many}
    SELECT u.id, c.id, 1000 + (u.id * 104729 + many.n * 7919) % 40000, {day}, '점심 ' || many.n, '점심 ' || many.n,
        {no}, '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', ''
    FROM accounts_user u CROSS JOIN many JOIN {categories} c ON c.place = (many.n * 7 + u.id) % 6
    WHERE u.id BETWEEN {first} AND {last}"""
LOGINS = """INSERT INTO accounts_authsession (id, user_id, created_at, last_used_at, expires_at, refresh_hash,
        previous_refresh_hash, user_agent) VALUES ({place}, {place}, {place}, {place}, {place}, '', '', 'bench')"""
# Made-up people refer to rows that are there; to look after each is half the time.
WITHOUT_CHECKS = "SET LOCAL session_replication_role = replica"
DIALECTS = {
    "postgresql": {"yes": "true", "no": "false", "place": "%s"},
    "sqlite": {"yes": "1", "no": "0", "place": "?"},
}


def today() -> date:
    """Return the date where all of them live."""
    return clock.now().astimezone(ZoneInfo(TIME_ZONE)).date()


def start_day(today: date) -> int:
    """Return the day on which everybody's months start."""
    return min((today - timedelta(MONTH_DAYS)).day, 28)


def login_of(person: int) -> UUID:
    """Return the id of a person's login."""
    return UUID(int=person)


def fill(database: str, size: Size, today: date) -> None:
    """Fill a migrated database: an address of PostgreSQL, or a file of SQLite."""
    kind = "postgresql" if database.startswith("postgres") else "sqlite"
    connect: Any = psycopg.connect if kind == "postgresql" else sqlite3.connect
    connection = connect(database)
    try:
        if kind == "postgresql":
            connection.execute(WITHOUT_CHECKS)
        for statement in _statements(kind, size, today):
            connection.execute(statement)
        connection.cursor().executemany(LOGINS.format(**DIALECTS[kind]), _logins(kind))
        connection.commit()
        if kind == "postgresql":
            # As autovacuum does before long.
            connection.autocommit = True
            connection.execute("VACUUM")
        connection.execute("ANALYZE")
        connection.commit()
    finally:
        connection.close()


def _statements(kind: str, size: Size, today: date) -> Iterable[str]:
    words = DIALECTS[kind] | {"categories": CATEGORIES, "lines": str(LINES)}
    words |= {"start_day": str(start_day(today)), "time_zone": TIME_ZONE}
    yield PEOPLE.format(people=_counting("people", size.people), **words)
    yield PLANS.format(months=", ".join(f"({n}, {month})" for n, month in enumerate(_months(today, size.plans))))
    yield BUDGET_LINES.format(**words)
    yield ADD_UP
    yield _spending(kind, today, words, count=size.expenses, days=180, people=(READERS.start, size.people))
    for person, count in HISTORIES.items():
        yield _spending(kind, today, words, count=IN_MONTH, days=MONTH_DAYS, people=(person, person))
        if count > IN_MONTH:
            old = today - timedelta(MONTH_DAYS + 31)
            yield _spending(kind, old, words, count=count - IN_MONTH, days=1_800, people=(person, person))


def _spending(kind: str, last: date, words: dict[str, str], *, count: int, days: int, people: tuple[int, int]) -> str:
    ago = f"CAST((many.n - 1) * {days} / {count} AS integer)"
    day = f"date '{last}' - {ago}" if kind == "postgresql" else f"date('{last}', '-' || {ago} || ' days')"
    return SPENDING.format(many=_counting("many", count), day=day, first=people[0], last=people[1], **words)


def _months(today: date, count: int) -> list[int]:
    """Return this budget month and those before, as YYYYMM. Months are named for the day they start on."""
    first = today - timedelta(MONTH_DAYS)
    months = first.year * 12 + first.month - 1
    return [(month // 12) * 100 + month % 12 + 1 for month in range(months, months - count, -1)]


def _logins(kind: str) -> Iterable[tuple[Any, ...]]:
    now = datetime.now(UTC)
    times: tuple[Any, ...] = (now, now, now + timedelta(days=180))
    if kind == "sqlite":
        times = tuple(f"{time.replace(tzinfo=None)}" for time in times)
    for person in ACTORS:
        sid = login_of(person)
        yield (sid if kind == "postgresql" else sid.hex, person, *times)
