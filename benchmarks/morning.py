"""How fast are everybody's morning texts made? Composed as the engine composes them, and not sent.

    TEST_DATABASE=postgresql python -m benchmarks.morning --people 100000 --processes 2 --rounds 5

People have a plan of five lines, every third one a carried one, and ten expenses in the month.
"""

import argparse
import resource
from collections.abc import Iterator
from datetime import date
from multiprocessing import get_context
from statistics import median
from time import perf_counter, process_time
from typing import NamedTuple

from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from notifications import content

from . import people

DAY = date(2026, 11, 23)
LINES, EXPENSES = 5, 10
COUNTING = """WITH RECURSIVE people (n) AS (
        SELECT CAST(1 AS bigint) UNION ALL SELECT n + 1 FROM people WHERE n < {people}
    )"""
MANY = ", many (k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM many WHERE k < {most})"
CATEGORIES = "(SELECT id, ROW_NUMBER() OVER (ORDER BY position, id) - 1 AS place FROM categories_category)"
FILLING = (
    f"""INSERT INTO accounts_user (id, password, is_superuser, username, username_key, email, is_active, is_staff,
        date_joined, time_zone, currency, month_start_day, rounding_unit, floor_percent, share_anonymously)
    {COUNTING} SELECT n, '!', {{no}}, 'u' || n, 'u' || n, '', {{yes}}, {{no}},
        '2026-01-01 00:00:00+00', 'Asia/Seoul', 'KRW', CASE WHEN n % 5 = 0 THEN 25 ELSE 1 END, 100, 30, {{yes}}
    FROM people""",
    f"""INSERT INTO budget_management_monthplan (id, owner_id, month, updated_at)
    {COUNTING} SELECT n, n, CASE WHEN n % 3 = 0 THEN 202609 ELSE 202610 + (n % 5) / 2 % 2 END, '2026-01-01 00:00:00+00'
    FROM people""",
    f"""INSERT INTO budget_management_budgetline (owner_id, plan_id, category_id, amount, fixed_amount)
    {COUNTING} {MANY.replace("{most}", str(LINES - 1))}
    SELECT n, n, c.id, 50000 + (n * 7919 + k * 104729) % 600000, CASE WHEN k = 1 THEN 40000 ELSE 0 END
    FROM people CROSS JOIN many JOIN {CATEGORIES} c ON c.place = k""",
    f"""INSERT INTO expenses_expense (owner_id, category_id, amount, spent_on, memo, memo_folded, excluded_from_total,
        created_at, updated_at, idempotency_fingerprint)
    {COUNTING} {MANY.replace("{most}", str(EXPENSES - 1))}
    SELECT n, c.id, 1000 + (n * 104729 + k * 7919) % 40000, {{day}}, '', '', {{no}},
        '2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', ''
    FROM people CROSS JOIN many JOIN {CATEGORIES} c ON c.place = (k * 7 + n) % 6""",
    f"""INSERT INTO notifications_preferences (owner_id, morning_on, morning_at, evening_on, evening_at, alerts_on,
        alert_thresholds, hide_amounts, silent_weekdays, silent_holidays)
    {COUNTING} SELECT n, {{yes}}, {{morning_at}}, {{no}}, 1200, {{no}}, '[80, 100]', {{no}}, 0, {{no}} FROM people""",
    f"""INSERT INTO notifications_channel (id, owner_id, type, label, target, is_on, off_reason, created_at)
    {COUNTING} SELECT n, n, 'inbox', '', '', {{yes}}, '', '2026-01-01 00:00:00+00' FROM people""",
)
DUE = f"""INSERT INTO notifications_delivery (id, owner_id, channel_id, kind, local_date, subject, state, due_at,
        useful_until, attempts, next_attempt_at, last_error)
    {COUNTING} SELECT n, n, n, 'morning', '{DAY}', '', 'waiting', '2026-11-22 23:00:00+00', '2026-11-23 02:00:00+00', 0,
        '2026-11-22 23:00:00+00', '' FROM people"""
WORDS = {
    "sqlite": {"yes": "1", "no": "0", "day": "date('2026-11-01', ((k * 5 + n) % 23) || ' days')"},
    "postgresql": {"yes": "true", "no": "false", "day": "date '2026-11-01' + CAST((k * 5 + n) % 23 AS integer)"},
}


class Delivery(NamedTuple):
    """What a text depends on, without a model's object for each."""

    pk: int
    owner_id: int
    kind: str
    local_date: date
    subject: str


class Done(NamedTuple):
    """What became of a chunk, and what its process has used."""

    texts: int
    letters: int
    cpu: float
    peak_mb: float


def fill(count: int, morning_at: int = 8 * 60) -> None:
    """Make people who want a message in the morning, at a minute of the day, in an empty database."""
    _run(*FILLING, people=count, morning_at=morning_at)


def make_due(count: int) -> None:
    """Make everybody's delivery of one day."""
    _run(DUE, people=count)


def _run(*statements: str, **given: int) -> None:
    words = WORDS[connection.vendor] | {name: str(value) for name, value in given.items()}
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(people.WITHOUT_CHECKS)
        for statement in statements:
            cursor.execute(statement.format(**words))
        cursor.execute("ANALYZE")


def compose(ids: tuple[int, int]) -> Done:
    began = process_time()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, owner_id, kind, local_date, subject FROM notifications_delivery WHERE id > %s AND id <= %s", ids
        )
        deliveries = [Delivery._make(row) for row in cursor.fetchall()]
    said = content.compose(deliveries).values()
    letters = sum(len(one.text) + len(one.html) for one in said)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Done(len(said), letters, process_time() - began, peak)


def hang_up() -> None:
    """Close what forked processes must not share."""
    connections.close_all()
    for one in connections.all(initialized_only=True):
        if isinstance(one, DatabaseWrapper):
            one.close_pool()


def chunks(count: int, size: int) -> Iterator[tuple[int, int]]:
    return ((first, first + size) for first in range(0, count, size))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--chunk", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true", help="where one process spends its time")
    asked = parser.parse_args()
    began = perf_counter()
    call_command("migrate", verbosity=0)
    fill(asked.people)
    make_due(asked.people)
    print(f"{connection.vendor}: {asked.people:,} people made in {perf_counter() - began:.1f} s")
    hang_up()
    if asked.profile:
        profile(asked.people, asked.chunk)
    else:
        measure(asked.people, asked.processes, asked.chunk, asked.rounds)


def measure(count: int, processes: int, chunk: int, rounds: int) -> None:
    speeds = []
    with get_context("fork").Pool(processes) as pool:
        for number in range(rounds):
            began = perf_counter()
            done = list(pool.imap_unordered(compose, chunks(count, chunk)))
            took = perf_counter() - began
            speeds.append(sum(one.texts for one in done) / took)
            cpu = sum(one.cpu for one in done) / count * 1e6
            peak = max(one.peak_mb for one in done)
            print(
                f"round {number + 1}: {took:.2f} s, {speeds[-1]:,.0f} texts a second; Python {cpu:.0f} µs each;"
                f" a process at most {peak:.0f} MB"
            )
    print(f"median {median(speeds):,.0f} users a second in {processes} processes")


def profile(count: int, chunk: int) -> None:
    import cProfile
    import pstats

    profiler = cProfile.Profile()
    profiler.enable()
    for ids in chunks(count, chunk):
        compose(ids)
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


if __name__ == "__main__":
    try:
        main()
    finally:
        hang_up()
