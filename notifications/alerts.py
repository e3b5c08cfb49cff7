"""Alerts: said once when a budget is spent to a threshold, and again only after it had fallen below.

What is passed stands in AlertState. Whoever's has changed is looked at again under a lock, so that of several
schedulers one speaks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from core import clock
from reports.batch import months
from reports.facts import MonthOnDay

from .due import KOREA, USEFUL_MINUTES
from .models import AlertState, Channel, Delivery, Kind, Preferences

PEOPLE_AT_ONCE = 2_000
WHOLE = "*"
"""Stands for all categories together in an alert's subject; no category has such a code."""
WATCHED = (
    "owner_id", "owner__time_zone", "owner__month_start_day", "owner__rounding_unit", "owner__floor_percent",
    "owner__currency", "alert_thresholds", "silent_weekdays", "silent_holidays",
)  # fmt: skip


class Subject(NamedTuple):
    """What an alert is about; `times` tells a second passing in the month from the first."""

    category: str
    threshold: int
    month: str
    times: int

    def __str__(self) -> str:
        return ":".join(map(str, self))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the subject of a delivery. Raises ValueError for what is none."""
        category, threshold, month, times = text.rsplit(":", 3)
        return cls(category, int(threshold), month, int(times))


class BudgetSpent(NamedTuple):
    """What is spent of a category's budget in the month to date, or of the whole (`category_id` None)."""

    category_id: int | None
    category: str
    budget: int
    fixed: int
    spent: int

    @property
    def left(self) -> int:
        """What is left of the budget, negative where it is exceeded."""
        return self.budget - self.spent

    def has_passed(self, threshold: int) -> bool:
        """Tell whether so many percent are spent. Paying the rent from a budget that is for rent alone is no news."""
        if not self.budget or (self.fixed == self.budget and self.left >= 0):
            return False
        return self.spent * 100 >= self.budget * threshold


def budgets_of(seen: MonthOnDay) -> Iterator[BudgetSpent]:
    """Yield what was spent from, the whole first."""
    lines, spending = {line.category: line for line in seen.facts.lines}, seen.facts.spending
    budget, fixed = sum(line.budget for line in lines.values()), sum(line.fixed for line in lines.values())
    yield BudgetSpent(None, WHOLE, budget, fixed, spending.total_to_date)
    for row in seen.spent:
        if line := lines.get(row.code):
            yield BudgetSpent(row.category_id, row.code, line.budget, line.fixed, row.before + row.on_day)


class Watched(NamedTuple):
    """Somebody who wants alerts, and what their numbers depend on."""

    pk: int
    time_zone: str
    month_start_day: int
    rounding_unit: int
    floor_percent: int
    currency: str
    thresholds: Sequence[int]
    silent_weekdays: int
    silent_holidays: bool

    def is_silent(self, day: date) -> bool:
        """Tell whether they want quiet on the day. What passes then is said on the next day, if it is still so."""
        return bool(self.silent_weekdays >> day.weekday() & 1) or (self.silent_holidays and day in KOREA)


@dataclass(slots=True)
class News:
    """What has changed since the last look at some people."""

    fallen: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    first: list[AlertState] = field(default_factory=list)
    to_tell: list[tuple[int, date, Subject]] = field(default_factory=list)
    owners: set[int] = field(default_factory=set)


def decide(now: datetime) -> int:
    """Record which thresholds were passed or are no longer, and make deliveries for the new ones; return how many."""
    told, after = 0, 0
    while people := _watched(Q(owner_id__gt=after)):
        if owners := _news(people, now).owners:
            told += _settle(owners, now)
        after = people[-1].pk
    return told


@transaction.atomic
def _settle(owners: Iterable[int], now: datetime) -> int:
    """Look again at people whom nobody else is settling or erasing, and record and tell the news."""
    free = User.objects.select_for_update(no_key=True, skip_locked=True).filter(pk__in=owners).order_by("pk")
    people = _watched(Q(owner_id__in=list(free.values_list("pk", flat=True))))
    news = _news(people, now)
    AlertState.objects.filter(pk__in=news.fallen).update(is_passed=False)
    AlertState.objects.filter(pk__in=news.again).update(is_passed=True, times=F("times") + 1, passed_at=now)
    AlertState.objects.bulk_create(news.first)
    deliveries = list(_deliveries(news.to_tell, now))
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    return len(deliveries)


def _watched(who: Q) -> list[Watched]:
    wanted = Preferences.objects.filter(who, alerts_on=True, owner__is_active=True).order_by("owner_id")
    return [Watched._make(row) for row in wanted.values_list(*WATCHED)[:PEOPLE_AT_ONCE]]


def _news(people: Sequence[Watched], now: datetime) -> News:
    """Return what is different from what is recorded, and whose it is."""
    news = News()
    awake = [(person, day) for person, day in _where_they_live(people, now) if not person.is_silent(day)]
    seen = months(awake)
    kept = _kept(seen.values(), [person.pk for person, _ in awake])
    for person, day in awake:
        month = seen[person.pk, day]
        _compare(news, person, day, month, kept.get((person.pk, month.month.number), {}))
    return news


def _where_they_live(people: Iterable[Watched], now: datetime) -> Iterator[tuple[Watched, date]]:
    """Yield people with the date where they live."""
    days: dict[str, date | None] = {}
    for person in people:
        if person.time_zone not in days:
            days[person.time_zone] = date_in(person.time_zone, now)
        if day := days[person.time_zone]:
            yield person, day


def _kept(seen: Iterable[MonthOnDay], owners: Sequence[int]) -> dict[tuple[int, int], dict[Place, AlertState]]:
    """Return what is recorded of each person's month, by category and threshold."""
    found: dict[tuple[int, int], dict[Place, AlertState]] = {}
    months_seen = {one.month.number for one in seen}
    for state in AlertState.objects.filter(owner_id__in=owners, month__in=months_seen):
        found.setdefault((state.owner_id, state.month), {})[state.category_id, state.threshold] = state
    return found


def _compare(news: News, person: Watched, day: date, seen: MonthOnDay, kept: dict[Place, AlertState]) -> None:
    """Add to the news what is different for a person."""
    thresholds = sorted({*person.thresholds, *(threshold for _, threshold in kept)})
    passed: set[Place] = set()
    for budget in budgets_of(seen):
        reached = [threshold for threshold in thresholds if budget.has_passed(threshold)]
        passed.update((budget.category_id, threshold) for threshold in reached)
        known = 
