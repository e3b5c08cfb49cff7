"""How far others have spent their budgets: means over everyone whose months start on the same day, kept ready.

A mean covers whoever asks, too; `others_of` takes them out again, exactly.
"""

from contextlib import suppress
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import connection, transaction
from django.db.models import Sum

from accounts import limits
from accounts.models import User
from accounts.selectors import id_ranges, told_contributors
from budget_management.averages import JUST_CHECKED, OLDEST
from core import clock
from core.money import round_to_unit
from core.periods import BudgetMonth
from expenses.models import Expense
from insights.facts import MonthFacts
from insights.statistics import NANO, others_mean, spending_ratio

from .models import PeerAverage

FORGOTTEN = timedelta(days=2)
# So many a statement: short reads, flat memory, whatever the number of users.
PEOPLE_AT_ONCE = 20_000
# Who spends a million times their budget counts as that, so that the mean fits its column.
MOST_RATIO = 1_000_000

# A person at a time by index, however long their history is: the days of one month, and the newest plan not after it,
# with its total. Floats, because PostgreSQL adds up whole numbers as numerics, which are slower to divide.
# Read once (MATERIALIZED), because what it computes is needed twice.
SUM_OF_RATIOS = """
    WITH people AS MATERIALIZED (
        SELECT (
            SELECT SUM(CAST(e.amount AS DOUBLE PRECISION)) FROM expenses_expense e
            WHERE e.owner_id = u.id AND e.spent_on >= %s AND e.spent_on <= %s AND NOT e.excluded_from_total
        ) AS spent, (
            SELECT COALESCE(CAST(p.total AS DOUBLE PRECISION), (
                SELECT SUM(CAST(l.amount AS DOUBLE PRECISION)) FROM budget_management_budgetline l
                WHERE l.plan_id = p.id
            ))
            FROM budget_management_monthplan p
            WHERE p.owner_id = u.id AND p.month <= %s ORDER BY p.month DESC LIMIT 1
        ) AS budget
        FROM accounts_user u
        WHERE u.id > %s AND u.id <= %s AND u.month_start_day = %s AND u.is_active AND u.share_anonymously
    )
    SELECT COUNT(*), SUM(CASE WHEN spent > budget * %s THEN %s ELSE spent / budget END)
    FROM people WHERE spent > 0 AND budget > 0
"""


class Others(NamedTuple):
    """The mean of the others' spent ÷ budget, and their number, rounded down to fives; None where they are too few."""

    mean: Fraction | None
    contributors: int | None


def others_of(user: User, facts: MonthFacts) -> Others:
    """Return the mean over the other users, as of the day, for the month it lies in.

    Today's is kept ready. Another day's takes a look at everybody: whoever wants too many of those learns nothing more.
    """
    kept = _kept(user.month_start_day, facts.day)
    if kept is None:
        if facts.day != clock.today(user) and not limits.allow_other_day(user):
            return Others(None, None)
        kept = average(user.month_start_day, facts.day)
    mine = _mine_in(kept, user, facts)
    told = told_contributors(kept.contributors - (mine is not None))
    if told is None:
        return Others(None, None)
    return Others(others_mean(kept.mean_nano, kept.contributors, mine), told)


def average(start_day: int, day: date) -> PeerAverage:
    """Return the mean as of a day, at most a minute old. One too old is computed under a lock: others wait for it."""
    if kept := _kept(start_day, day):
        return kept
    with transaction.atomic():
        kept = _locked(start_day, day)
        return kept if _is_fresh(kept) else _computed(start_day, day)


def refresh_peers(now: datetime) -> int:
    """Compute the means of today, wherever people live, and drop what is long past. Returns how many it computed."""
    lives = User.objects.filter(is_active=True).values_list("month_start_day", "time_zone").order_by().distinct()
    asked_for = set()
    for start_day, zone in lives:
        # One that is in the tz database no more has no day.
        with suppress(ZoneInfoNotFoundError, ValueError):
            asked_for.add((start_day, now.astimezone(ZoneInfo(zone)).date()))
    done = PeerAverage.objects.filter(computed_at__gt=now - JUST_CHECKED).values_list("start_day", "day")
    due = sorted(asked_for.difference(done))
    for start_day, day in due:
        _computed(start_day, day)
    PeerAverage.objects.filter(computed_at__lt=now - FORGOTTEN).delete()
    return len(due)


def _kept(start_day: int, day: date) -> PeerAverage | None:
    found = PeerAverage.objects.filter(start_day=start_day, day=day).first()
    return found if found and _is_fresh(found) else None


def _is_fresh(kept: PeerAverage) -> bool:
    # Another machine's clock may be a little ahead.
    return kept.computed_at is not None and abs(clock.now() - kept.computed_at) < OLDEST


def _mine_in(kept: PeerAverage, user: User, facts: MonthFacts) -> Fraction | None:
    """Return what the user put into a kept mean: their ratio when it was computed; None where they were not in it."""
    budget = sum(line.budget for line in facts.lines)
    if not (user.share_anonymously and user.is_active and budget):
        return None
    spent = Expense.objects.filter(
        owner=user,
        spent_on__range=(facts.period.first, facts.day),
        excluded_from_total=False,
        created_at__lte=kept.computed_at,
    ).aggregate(total=Sum("amount"))["total"]
    return spending_ratio(min(int(spent), budget * MOST_RATIO), budget) if spent else None


def _locked(start_day: int, day: date) -> PeerAverage:
    """Return the row, made where missing, locked for this transaction: both by writing it."""
    _upsert(PeerAverage(start_day=start_day, day=day), ["day"])
    return PeerAverage.objects.get(start_day=start_day, day=day)


def _computed(start_day: int, day: date) -> PeerAverage:
    started = clock.now()
    month = BudgetMonth.containing(day, start_day)
    total, people = _sum_of_ratios(start_day, month, day)
    mean = round_to_unit(Fraction(total) * NANO / people, 1) if people else 0
    kept = PeerAverage(start_day=start_day, day=day, mean_nano=mean, contributors=people, computed_at=started)
    _upsert(kept, ["mean_nano", "contributors", "computed_at"])
    return kept


def _upsert(kept: PeerAverage, fields: list[str]) -> None:
    PeerAverage.objects.bulk_create(
        [kept], update_conflicts=True, unique_fields=["start_day", "day"], update_fields=fields
    )


def _sum_of_ratios(start_day: int, month: BudgetMonth, day: date) -> tuple[float, int]:
    first = month.range(start_day).first
    most, total, people = float(MOST_RATIO), 0.0, 0
    for after, last_id in id_ranges(PEOPLE_AT_ONCE):
        with connection.cursor() as cursor:
            values: list[Any] = [first, day, month.number, after, last_id, start_day, most, most]
            cursor.execute(SUM_OF_RATIOS, values)
            count, ratios = cursor.fetchone()
        people += count
        total += ratios or 0.0
    return total, people
