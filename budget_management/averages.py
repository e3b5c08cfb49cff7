"""Everybody's mean shares, kept ready so that a recommendation costs the same however many people there are.

Who counts and what a share is stands in docs/arithmetic.md. The sums are floats of the database; their mean is rounded
once, to 10⁻⁹, and exact from there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db import connection, transaction
from django.db.models import Count, Max, Sum

from accounts.models import User
from accounts.selectors import id_ranges, told_contributors
from categories.models import Category
from core import clock
from core.money import round_to_unit

from .models import MonthPlan, ShareAverage, ShareRefresh
from .profile import HOUSEHOLD_PROFILE
from .recommendation import Share

NANO = 10**9
OLDEST = timedelta(seconds=60)
# Tickers of several processes come at any moment: the second one within this has nothing to do.
JUST_CHECKED = timedelta(seconds=15)
# A plan's time is taken before its transaction ends: until this has passed, an earlier one may still appear.
SETTLED = timedelta(minutes=2)
PEOPLE_AT_ONCE = 5_000
THE_ROW = 1

# Shares and how fresh they are in one statement, so that they always belong together.
KEPT = f"""
    SELECT c.code, c.label_ko, c.label_en, COALESCE(a.share_nano, 0), r.contributors
    FROM categories_category c
    LEFT JOIN budget_management_shareaverage a ON a.category_id = c.id
    LEFT JOIN budget_management_sharerefresh r ON r.id = {THE_ROW} AND r.checked_at >= %s
    WHERE c.owner_id IS NULL
    ORDER BY c.position, c.id
"""
# One row a person, one column a category: half the time of grouping by person and category and joining the totals back.
# A person's newest plan is one step in the unique (owner, month).
SUMS = """
    SELECT COUNT(*), {sums}
    FROM (
        SELECT SUM(CAST(l.amount AS double precision)) FILTER (WHERE l.category_id IN ({ids})) AS total, {amounts}
        FROM accounts_user u
        JOIN budget_management_budgetline l ON l.plan_id = (
            SELECT p.id FROM budget_management_monthplan p WHERE p.owner_id = u.id ORDER BY p.month DESC LIMIT 1
        )
        WHERE u.id > %s AND u.id <= %s AND u.share_anonymously AND u.is_active
        GROUP BY u.id
    ) people
    WHERE total > 0
"""


@dataclass(frozen=True, slots=True)
class UsualShares:
    """The shares to recommend by, out of `whole`, in plan order, and whose they are.

    `contributors` is None where they are not people's but the household survey's.
    """

    basis: str
    contributors: int | None
    whole: int
    shares: tuple[Share, ...]
    categories: Mapping[str, Category]


def usual_shares() -> UsualShares:
    """Return the mean shares, at most 60 s old, or the household survey where too few people share theirs."""
    rows = _kept()
    if rows[0][4] is None:
        _refresh(unless_checked_within=OLDEST)
        rows = _kept()
    categories = {code: Category(code=code, label_ko=ko, label_en=en) for code, ko, en, _, _ in rows}
    contributors = told_contributors(rows[0][4] or 0)
    if contributors is None:
        shares = tuple(Share(code, weight) for code, weight in HOUSEHOLD_PROFILE.items())
        return UsualShares("household_survey", None, sum(HOUSEHOLD_PROFILE.values()), shares, categories)
    shares = tuple(Share(row[0], row[3]) for row in rows)
    return UsualShares("users", contributors, NANO, shares, categories)


def refresh_shares(*, force: bool = False) -> bool:
    """Bring the averages up to date and tell whether they were computed; `force`: even where nothing has changed."""
    return _refresh(force=force)


def keep_fresh() -> None:
    """Do what is due every 30 s, in one or in many processes."""
    _refresh(unless_checked_within=JUST_CHECKED)


def _kept() -> list[tuple[str, str, str, int, int | None]]:
    oldest = connection.ops.adapt_datetimefield_value(clock.now() - OLDEST)
    with connection.cursor() as cursor:
        cursor.execute(KEPT, [oldest])
        rows: list[tuple[str, str, str, int, int | None]] = cursor.fetchall()
    return rows


@transaction.atomic
def _refresh(*, unless_checked_within: timedelta | None = None, force: bool = False) -> bool:
    kept = _locked_row()
    now = clock.now()
    if unless_checked_within and kept.checked_at and kept.checked_at >= now - unless_checked_within:
        # Somebody else did it while this one waited for the lock.
        return False
    newest, fingerprint = _look()
    unsettled = newest is not None and newest > now - SETTLED
    changed = force or unsettled or kept.checked_at is None or fingerprint != kept.fingerprint
    if changed:
        kept.contributors = _compute()
        kept.fingerprint = fingerprint
    kept.checked_at = now
    kept.save()
    return changed


def _locked_row() -> ShareRefresh:
    found = ShareRefresh.objects.select_for_update().filter(pk=THE_ROW)
    row = found.first()
    if row is None:
        ShareRefresh.objects.bulk_create([ShareRefresh(pk=THE_ROW)], ignore_conflicts=True)
        row = found.get()
    return row


def _look() -> tuple[datetime | None, str]:
    """Return when a plan last changed, and what differs as soon as plans or the people who share them do."""
    newest = MonthPlan.objects.aggregate(at=Max("updated_at"))["at"]
    people = User.objects.filter(share_anonymously=True, is_active=True).aggregate(n=Count("pk"), ids=Sum("pk"))
    return newest, f"{newest} {people['n']} {people['ids']}"


def _compute() -> int:
    """Store every category's mean share, and return how many people it is the mean of."""
    categories = list(Category.objects.filter(owner=None).values_list("pk", flat=True))
    contributors, sums = _sums(categories)
    means = {category: _mean(total, contributors) for category, total in zip(categories, sums, strict=True) if total}
    ShareAverage.objects.exclude(category__in=means).delete()
    ShareAverage.objects.bulk_create(
        [ShareAverage(category_id=category, share_nano=mean) for category, mean in means.items()],
        update_conflicts=True,
        unique_fields=["category"],
        update_fields=["share_nano"],
    )
    return contributors


def _sums(categories: Sequence[int]) -> tuple[int, list[float]]:
    """Return how many people count, and the sum of their shares in each of the categories."""
    statement = _statement(categories)
    people, sums = 0, [0.0] * len(categories)
    for after, last in id_ranges(PEOPLE_AT_ONCE):
        with connection.cursor() as cursor:
            cursor.execute(statement, [after, last])
            found, *shares = cursor.fetchone()
        people += found
        sums = [total + (share or 0.0) for total, share in zip(sums, shares, strict=True)]
    return people, sums


def _statement(categories: Sequence[int]) -> str:
    return SUMS.format(
        ids=", ".join(map(str, categories)),
        sums=", ".join(f"SUM(c{id} / total)" for id in categories),
        amounts=", ".join(
            f"SUM(CAST(l.amount AS double precision)) FILTER (WHERE l.category_id = {id}) AS c{id}" for id in categories
        ),
    )


def _mean(total: float, contributors: int) -> int:
    return round_to_unit(Fraction(total) * NANO / contributors, 1)
