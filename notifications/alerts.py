"""Alerts: said once when a budget is spent to a threshold, and again only after it had fallen below.

What is passed stands in AlertState. Whoever's has changed is looked at again under a lock, so that of several
schedulers one speaks.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from core.periods import BudgetMonth
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
    """Yield the budgets with what was spent of them, the whole first, without categories that nothing was spent in."""
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

    def wants_quiet(self, day: date) -> bool:
        """Tell whether it is a silent day. What passes then is told on the next day, if it is still so."""
        return bool(self.silent_weekdays >> day.weekday() & 1) or (self.silent_holidays and day in KOREA)


Place = tuple[int | None, int]
"""A category's id, None for the whole, and a threshold."""
Kept = Mapping[Place, AlertState]
"""What is recorded of a person's month."""


class Telling(NamedTuple):
    """An alert that is to be made."""

    owner_id: int
    day: date
    subject: Subject


@dataclass(slots=True)
class News:
    """What is different from what is recorded, and whose it is."""

    at: datetime
    owners: set[int] = field(default_factory=set)
    fallen: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    first: list[AlertState] = field(default_factory=list)
    to_tell: list[Telling] = field(default_factory=list)

    def add(self, person: Watched, seen: MonthOnDay, kept: Kept) -> None:
        """Add what is different in a person's month."""
        thresholds = {*person.thresholds, *(threshold for _, threshold in kept)}
        standing = {place for place, state in kept.items() if state.is_passed}
        passed: set[Place] = set()
        for budget in budgets_of(seen):
            here = {threshold for threshold in thresholds if budget.has_passed(threshold)}
            passed.update((budget.category_id, threshold) for threshold in here)
            known = {threshold for threshold in here if (budget.category_id, threshold) in standing}
            if new := sorted(here.intersection(person.thresholds) - known):
                times = [self._pass(person.pk, seen, budget, threshold, kept) for threshold in new]
                # Of those passed together the highest is told, and none below one that stands.
                if new[-1] > max(known, default=0):
                    subject = Subject(budget.category, new[-1], str(seen.month), times[-1])
                    self.to_tell.append(Telling(person.pk, seen.facts.day, subject))
        if fallen := [kept[place].pk for place in standing - passed]:
            self.fallen += fallen
            self.owners.add(person.pk)

    def _pass(self, owner_id: int, seen: MonthOnDay, budget: BudgetSpent, threshold: int, kept: Kept) -> int:
        """Note a passing, and return for the how many-th time it is."""
        self.owners.add(owner_id)
        state = kept.get((budget.category_id, threshold))
        if state:
            self.again.append(state.pk)
            return state.times + 1
        state = AlertState(
            owner_id=owner_id,
            month=seen.month.number,
            category_id=budget.category_id,
            threshold=threshold,
            passed_at=self.at,
        )
        self.first.append(state)
        return state.times


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
    news = _news(_watched(Q(owner_id__in=list(free.values_list("pk", flat=True)))), now)
    AlertState.objects.filter(pk__in=news.fallen).update(is_passed=False)
    AlertState.objects.filter(pk__in=news.again).update(is_passed=True, times=F("times") + 1, passed_at=now)
    AlertState.objects.bulk_create(news.first)
    deliveries = list(_deliveries(news.to_tell, now))
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    return len(deliveries)


def _watched(who: Q) -> list[Watched]:
    wanted = Preferences.objects.filter(who, alerts_on=True, owner__is_active=True).order_by("owner_id")
    return [Watched._make(row) for row in wanted.values_list(*WATCHED)[:PEOPLE_AT_ONCE]]


def _news(people: Iterable[Watched], now: datetime) -> News:
    awake = [(person, day) for person, day in _where_they_live(people, now) if not person.wants_quiet(day)]
    watched = {person.pk: person for person, _ in awake}
    kept = _kept(awake)
    news = News(now)
    for (owner_id, _), seen in months(awake):
        news.add(watched[owner_id], seen, kept.get((owner_id, seen.month.number), {}))
    return news


def _where_they_live(people: Iterable[Watched], now: datetime) -> Iterator[tuple[Watched, date]]:
    """Yield people with the date where they live."""
    days: dict[str, date | None] = {}
    for person in people:
        if person.time_zone not in days:
            days[person.time_zone] = _date_in(person.time_zone, now)
        if day := days[person.time_zone]:
            yield person, day


def _date_in(time_zone: str, now: datetime) -> date | None:
    try:
        return now.astimezone(ZoneInfo(time_zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        # A zone that has left the tz database; it is logged where it is worked out who is due.
        return None


def _kept(people: Sequence[tuple[Watched, date]]) -> Mapping[tuple[int, int], Kept]:
    """Return what is recorded, by person and month."""
    found: dict[tuple[int, int], dict[Place, AlertState]] = defaultdict(dict)
    current = {BudgetMonth.containing(*of).number for of in {(day, person.month_start_day) for person, day in people}}
    for state in AlertState.objects.filter(owner_id__in=[person.pk for person, _ in people], month__in=current):
        found[state.owner_id, state.month][state.category_id, state.threshold] = state
    return found


def _deliveries(to_tell: Sequence[Telling], now: datetime) -> Iterator[Delivery]:
    """Yield what tells it, one for each channel that may be used."""
    channels: dict[int, list[int]] = defaultdict(list)
    usable = Channel.objects.filter(owner_id__in={telling.owner_id for telling in to_tell}, is_on=True)
    verified = usable.exclude(type=Channel.Type.EMAIL, verified_at=None)
    # Held, or one that is deleted at this moment would take everybody's alerts with it.
    held = verified.select_for_update(no_key=True).order_by("pk")
    for owner_id, channel_id in held.values_list("owner_id", "pk"):
        channels[owner_id].append(channel_id)
    for telling in to_tell:
        for channel_id in channels[telling.owner_id]:
            yield Delivery(
                owner_id=telling.owner_id,
                channel_id=channel_id,
                kind=Kind.ALERT,
                local_date=telling.day,
                subject=str(telling.subject),
                due_at=now,
                next_attempt_at=now,
                useful_until=now + timedelta(minutes=USEFUL_MINUTES),
            )
