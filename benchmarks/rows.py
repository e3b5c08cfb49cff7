"""The rows of the table: what is asked of which servers, in turns, and what is made of it."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date

from operations.progress import Progress
from tests.servers import ROOT, Server

from . import asking, inside, people, places
from .asking import BUDGET, CREATE, LUNCH, RECOMMENDATION, STATISTICS, SUMMARY, TWO_MILLION
from .measure import Target
from .places import Place
from .report import Report, Spread

MILLION = 1_000_000
# Averages older than a minute are computed while somebody waits; in real life a process beside keeps them young.
REFRESHED_WITHIN = 55
# While each changes their plan twice a month: a refresh looks at the changes of 150 seconds.
CHANGES_OF_A_MILLION = 115
TIMED_REFRESH = """
import json
from random import sample
from time import perf_counter
from budget_management import averages
from budget_management.models import MonthPlan
from core import clock
from reports import peers
from reports.models import PeerAverage
# What is younger than some seconds would not be computed.
PeerAverage.objects.all().delete()
times = [perf_counter()]
averages.refresh_shares(force=True)
times.append(perf_counter())
changed = MonthPlan.objects.filter(owner__in=sample(range(1, PEOPLE + 1), CHANGED))
changed.update(updated_at=clock.now())
times.append(perf_counter())
averages.refresh_shares()
times.append(perf_counter())
changed.update(updated_at="2026-01-01T00:00:00Z")
times.append(perf_counter())
peers.refresh_peers(clock.now())
times.append(perf_counter())
print(json.dumps([times[place] - times[place - 1] for place in (1, 3, 5)]))
"""
# As an import will have to: all of it or nothing. Times are in milliseconds.
TIMED_IMPORT = """
import json
from datetime import timedelta
from time import perf_counter
from accounts.models import User
from categories.models import Category
from core import clock
from expenses.models import Expense
from reports.facts import month_on
owner, food = User.objects.get(pk=PERSON), Category.objects.get(owner=None, code="food")
today = clock.today(owner)
rows = [
    Expense(owner=owner, category=food, amount=9_500, spent_on=today - timedelta(number % 1_800), memo="점심")
    for number in range(ROWS)
]
began = perf_counter()
Expense.objects.bulk_create(rows, batch_size=1_000)
written = perf_counter()
month_on(owner)
print(json.dumps([1000 * (written - began), 1000 * (perf_counter() - written)]))
Expense.objects.filter(pk__in=[row.pk for row in rows]).delete()
"""
IMPORTED = 10_000


@dataclass
class Bench:
    """A run: how long each target is loaded in each round, and where the figures go."""

    report: Report
    progress: Progress
    today: date
    rounds: int
    seconds: float

    def take_turns(self, what: str, targets: Sequence[Target]) -> None:
        """Load the targets one after another, again and again."""
        for target in targets:
            target.warm_up()
        for number in range(self.rounds):
            for place, target in enumerate(targets):
                self.progress.show(what, number * len(targets) + place, self.rounds * len(targets))
                target.load(self.seconds)
        self.report.targets += targets

    def share(self, what: str, target: Target, base: Target, *, goal: int | None = None) -> None:
        """Tell the target's requests a second in percent of the base's, round by round."""
        rates = [100 * mine.rate / its.rate for mine, its in zip(target.rounds, base.rounds, strict=True)]
        found = Spread.of(rates)
        reached = None if goal is None else found.median >= goal
        self.report.add(what, found, "%", goal="" if goal is None else f"≥ {goal} %", reached=reached)

    def times(self, what: str, target: Target, base: Target, *, goal: float) -> None:
        """Tell how many times the base's median answering time the target's is, round by round."""
        found = Spread.of([mine.p50 / its.p50 for mine, its in zip(target.rounds, base.rounds, strict=True)])
        self.report.add(what, found, "times", goal=f"≤ {goal}", reached=found.median <= goal, digits=2)


def everyday(bench: Bench, place: Place) -> None:
    """The reads and writes of every day on PostgreSQL, against the floor."""
    with ExitStack() as stack:
        floor, shipped, gunicorn = (
            stack.enter_context(place.server(command))
            for command in (places.FLOOR, places.SHIPPED, places.SERVICE_ON_GUNICORN)
        )
        served = [(shipped, "as shipped", 65), (gunicorn, "gunicorn", 45)]
        reads(bench, floor, served, place)
        writes(bench, floor, shipped)
        lists(bench, shipped)
        write_then_read(bench, shipped)
        import_sized(bench, place, "PostgreSQL")


def reads(bench: Bench, floor: Server, served: Sequence[tuple[Server, str, int]], place: Place) -> None:
    """Daily summary and recommendation of each server, with its goal, and how many connections were made meanwhile."""
    base = Target("floor, daily summary", floor, asking.of(people.READERS, SUMMARY, floor=True))
    targets = [
        (Target(f"{name}, {how}", server, asking.of(people.READERS, path)), goal)
        for path, name in ((SUMMARY, "daily summary"), (RECOMMENDATION, "daily recommendation"))
        for server, how, goal in served
    ]
    for target, _ in targets[: len(served)]:
        target.warm_up()
    before = places.connections_made(place.database)
    bench.take_turns("reads", [base, *(target for target, _ in targets)])
    made = places.connections_made(place.database) - before - 1
    for target, goal in targets:
        bench.share(f"{target.name}: of the floor's requests a second", target, base, goal=goal)
    requests = sum(one.requests for target in (base, *(target for target, _ in targets)) for one in target.rounds)
    found = Spread.of([made / requests])
    bench.report.add("new connections a request", found, "", goal="0", reached=found.most < 0.001, digits=4)


def writes(bench: Bench, floor: Server, shipped: Server) -> None:
    """Recording an expense."""
    base = Target("floor, record", floor, asking.of(people.WRITERS, CREATE, LUNCH, floor=True))
    plain = Target("record, as shipped", shipped, asking.of(people.WRITERS, CREATE, LUNCH))
    keyed = Target("record with a key, as shipped", shipped, asking.of(people.WRITERS, CREATE, LUNCH, keyed=True))
    bench.take_turns("writes", [base, plain, keyed])
    bench.share("record an expense: of its floor", plain, base, goal=45)
    bench.share("record an expense with an idempotency key: of the floor without", keyed, base, goal=35)


def lists(bench: Bench, shipped: Server) -> None:
    """A month's page of somebody with a short, a long and a very long history."""
    path = asking.month_path(bench.today)
    targets = [
        Target(f"list of a month, {rows:,} rows in all", shipped, asking.of([person], path), connections=4)
        for person, rows in people.HISTORIES.items()
    ]
    bench.take_turns("lists", targets)
    for target in targets[1:]:
        bench.times(f"{target.name}: times that with 20", target, targets[0], goal=1.5)


def write_then_read(bench: Bench, shipped: Server) -> None:
    """Record something, and read the month again, one after the other over one connection."""
    path = asking.month_path(bench.today)
    for person, rows in people.HISTORIES.items():
        asked = [*asking.of([person], CREATE, LUNCH), *asking.of([person], path)]
        target = Target(f"write, then read the month; {rows:,} rows in all", shipped, asked, connections=1)
        bench.take_turns("write, then read", [target])
        # Both requests of a pair.
        found = Spread.of([2 * one.mean for one in target.rounds])
        bench.report.add(target.name, found, "ms", goal="< 10 ms", reached=found.median < 10, digits=1)


def lean_read_on_sqlite(bench: Bench, place: Place) -> None:
    """The daily summary with the embedded database."""
    with place.server(places.FLOOR) as floor, place.server(places.SHIPPED) as shipped:
        base = Target("floor on SQLite, daily summary", floor, asking.of(people.READERS, SUMMARY, floor=True))
        target = Target("daily summary on SQLite, as shipped", shipped, asking.of(people.READERS, SUMMARY))
        bench.take_turns("SQLite", [base, target])
        bench.share(f"{target.name}: of the floor's requests a second", target, base, goal=45)
    import_sized(bench, place, "SQLite")


def import_sized(bench: Bench, place: Place, database: str) -> None:
    """As many rows as an import brings, in one transaction, for somebody who has 100,000; then their month, read."""
    script = TIMED_IMPORT.replace("PERSON", str(max(people.HISTORIES))).replace("ROWS", str(IMPORTED))
    took = []
    for number in range(bench.rounds):
        bench.progress.show("import-sized writes", number, bench.rounds)
        took.append(json.loads(place.manage("shell", "--no-imports", "--command", script)))
    written, read = (Spread.of(list(times)) for times in zip(*took, strict=True))
    bench.report.add(f"{IMPORTED:,} rows in one transaction, {database}", written, "ms", goal="")
    bench.report.add(f"the month read after them, {database}", read, "ms", goal="", digits=1)


def over_everybody(bench: Bench, few: Place, many: Place, sizes: tuple[int, int]) -> None:
    """What is made of everybody's numbers, among few people and among many."""
    names = [f"{size:,} people" for size in sizes]
    refreshes(bench, many, sizes[1])
    with few.server(places.SHIPPED) as small, many.server(places.SHIPPED) as large:
        for path, body, name in ((BUDGET, TWO_MILLION, "budget recommendation"), (STATISTICS, None, "statistics")):
            few.manage("refresh_averages")
            many.manage("refresh_averages")
            targets = [
                Target(f"{name}, {of}", server, asking.of(people.READERS, path, body), connections=4)
                for of, server in zip(names, (small, large), strict=True)
            ]
            bench.take_turns(name, targets)
            bench.times(f"{name}: {names[1]}, times that among {names[0]}", targets[1], targets[0], goal=1.5)


def refreshes(bench: Bench, place: Place, size: int) -> None:
    """Computing the averages, without whatever asks for them."""
    changed = max(1, CHANGES_OF_A_MILLION * size // MILLION)
    script = TIMED_REFRESH.replace("PEOPLE", str(size)).replace("CHANGED", str(changed))
    took = []
    for number in range(3):
        bench.progress.show("averages", number, 3)
        said = place.manage("shell", "--no-imports", "--command", script)
        took.append([seconds * MILLION / size for seconds in json.loads(said)])
    names = "shares of budgets, everybody's", "shares of budgets, going on", "spending of others"
    for name, seconds in zip(names, zip(*took, strict=True), strict=True):
        what = f"refresh of the averages, {name}, a million people (measured with {size:,})"
        bench.report.add(what, Spread.of(seconds), "s", goal="≤ 5 s in all", digits=1)
    found = Spread.of([going_on + spending for _, going_on, spending in took])
    what = "refresh of the averages, both, going on, a million people"
    bench.report.add(what, found, "s", goal="≤ 5 s", reached=found.median <= 5, digits=1)


def morning(bench: Bench, size: int) -> None:
    """Everybody's morning texts, on a database of their own."""
    bench.progress.show("morning texts", 0, 1)
    command = [sys.executable, "-m", "benchmarks.morning", "--people", str(size), "--rounds", str(bench.rounds)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    speeds = [_number(found) for found in re.findall(r"([\d,]+) texts a second", said)]
    memory = [_number(found) for found in re.findall(r"at most ([\d,]+) MB", said)]
    found = Spread.of(speeds)
    bench.report.add(
        "morning texts, people a second, all content, two processes",
        found,
        "",
        goal="≥ 20,000",
        reached=found.median >= 20_000,
    )
    peak = Spread.of(memory)
    bench.report.add("morning texts, memory of a process", peak, "MB", goal="≤ 300 MB", reached=peak.most <= 300)


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def within(bench: Bench, database: str) -> None:
    """Processor time and statements of the application itself, called within this process."""
    base, app = inside.floor(database, bench.today), inside.application()
    asked = {
        "daily summary": inside.Ask(SUMMARY),
        "daily recommendation": inside.Ask(RECOMMENDATION),
        "record an expense": inside.Ask(CREATE, LUNCH, people.WRITERS),
    }
    for name, ask in asked.items():
        bench.progress.show("in process", 0, 1)
        found = inside.compare(app, base, ask, rounds=200)
        what = f"{name}: processor time in process, times the floor's ({found.app:.0f} µs against {found.floor:.0f} µs)"
        goal = None if ask.body else 3.0
        reached = None if goal is None else found.times <= goal
        spread = Spread(found.times, found.least, found.most)
        bench.report.add(what, spread, "times", goal="" if goal is None else f"≤ {goal}", reached=reached, digits=2)
    for name, environ, goal in (
        ("daily summary", asking.environ(people.READERS.start, SUMMARY), 3),
        ("daily recommendation", asking.environ(people.READERS.start, RECOMMENDATION), 3),
        ("list of a month", asking.environ(1, asking.month_path(bench.today)), 3),
        ("record an expense", asking.environ(people.WRITERS.start, CREATE, LUNCH), None),
        ("statistics", asking.environ(people.READERS.start, STATISTICS), None),
        ("budget recommendation", asking.environ(people.READERS.start, BUDGET, TWO_MILLION), None),
    ):
        count = inside.statements(app, environ)
        reached = None if goal is None else count <= goal
        said = "" if goal is None else f"≤ {goal}"
        bench.report.add(f"{name}: statements", Spread.of([count]), "", goal=said, reached=reached)
