"""Everybody's mean shares, kept ready so that a recommendation costs the same however many people there are.

Who counts and what a share is stands in docs/arithmetic.md. The sums are floats; their mean is rounded once, to 10⁻⁹,
and exact from there. Sums are kept for blocks of people, so that a refresh looks only at those in which something
changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction

from django.db import connection, transaction

from accounts.selectors import told_contributors
from categories.models import Category
from core import clock
from core.money import round_to_unit

from .models import ShareAverage, ShareBlock, ShareRefresh
from .profile import HOUSEHOLD_PROFILE
from .recommendation import Share

NANO = 10**9
OLDEST = timedelta(seconds=60)
# Tickers of several processes come at any moment: the second one within this has nothing to do.
JUST_CHECKED = timedelta(seconds=15)
# A plan's time is taken before its transaction ends: until this has passed, an earlier one may still appear.
SETTLED = timedelta(minutes=2)
# So many are computed in one statement, and computed anew when one of them has changed something.
IDS_IN_BLOCK = 500
# And whether or not that was noticed (a clock that was set back, a transaction of minutes): once a day.
SUMS_KEPT_FOR = timedelta(days=1)
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
# Of each block of people, what differs as soon as others of them count: how many, their places, and the squares.
PEOPLE = """
    SELECT block, COUNT(*), SUM(place), SUM(place * place)
    FROM (
        SELECT id / %s AS block, id %% %s AS place FROM accounts_user WHERE share_anonymously AND is_active
    ) people
    GROUP BY block
"""
# By the index of the time at which plans changed.
CHANGED = "SELECT DISTINCT owner_id / %s FROM budget_management_monthplan WHERE updated_at >= %s"
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
        WHERE u.id >= %s AND u.id < %s AND u.share_anonymously AND u.is_active
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
    changed = _recount(kept.checked_at, force=force) or kept.checked_at is None
    if changed:
        kept.contributors = _store_means()
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


def _recount(since: datetime | None, *, force: bool) -> bool:
    """Compute the blocks in which somebody has changed something since, and tell whether there were any."""
    people = _people()
    fresh = ShareBlock.objects.filter(computed_at__gt=clock.now() - SUMS_KEPT_FOR)
    kept = dict(fresh.values_list("number", "fingerprint"))
    changed = _with_changed_plans(since - SETTLED) if since else set()
    due = [number for number, who in people.items() if force or number in changed or kept.get(number) != who]
    emptied, _ = ShareBlock.objects.exclude(number__in=people).delete()
    ShareBlock.objects.bulk_create(
        _computed({number: people[number] for number in due}),
        update_conflicts=True,
        unique_fields=["number"],
        update_fields=["fingerprint", "contributors", "sums", "computed_at"],
    )
    return bool(due or emptied)


def _people() -> dict[int, str]:
    """Return the blocks in which somebody counts, each with its fingerprint; another version's may be of other ids."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [IDS_IN_BLOCK, IDS_IN_BLOCK])
        return {number: " ".join(map(str, (IDS_IN_BLOCK, *who))) for number, *who in cursor.fetchall()}


def _with_changed_plans(since: datetime) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [IDS_IN_BLOCK, connection.ops.adapt_datetimefield_value(since)])
        return {number for (number,) in cursor.fetchall()}


def _computed(fingerprints: Mapping[int, str]) -> Iterator[ShareBlock]:
    """Yield the blocks of these numbers, with the sums of the shares in each category that has any."""
    categories = list(Category.objects.filter(owner=None).values_list("pk", flat=True))
    statement, now = _statement(categories), clock.now()
    for number, fingerprint in fingerprints.items():
        with connection.cursor() as cursor:
            cursor.execute(statement, [number * IDS_IN_BLOCK, (number + 1) * IDS_IN_BLOCK])
            people, *shares = cursor.fetchone()
        sums = {str(category): share for category, share in zip(categories, shares, strict=True) if share}
        yield ShareBlock(number=number, fingerprint=fingerprint, contributors=people, sums=sums, computed_at=now)


def _store_means() -> int:
    """Store every category's mean share, and return how many people it is the mean of."""
    contributors, sums = 0, defaultdict[int, float](float)
    for people, shares in ShareBlock.objects.order_by("number").values_list("contributors", "sums"):
        contributors += people
        for category, share in shares.items():
            sums[int(category)] += share
    ShareAverage.objects.exclude(category__in=sums).delete()
    ShareAverage.objects.bulk_create(
        [ShareAverage(category_id=category, share_nano=_mean(total, contributors)) for category, total in sums.items()],
        update_conflicts=True,
        unique_fields=["category"],
        update_fields=["share_nano"],
    )
    return contributors


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
