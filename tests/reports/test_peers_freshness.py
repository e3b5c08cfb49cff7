"""A mean is kept for a minute and computed by one request at a time."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from reports import peers
from reports.models import PeerAverage
from tests.factories import make_expense, make_plan, make_user
from tests.parallel import at_once, committed
from tests.query_plans import plans_of

TODAY = date(2026, 11, 23)


def make_people(count, **settings):
    found = []
    for number in range(count):
        person = make_user(f"person{number}{settings.get('time_zone', '')}", **settings)
        make_plan(person, food=100_000)
        make_expense(person, 10_000 * (number + 1))
        found.append(person)
    return found


@contextmanager
def counting_computations() -> Iterator[list[str]]:
    """Collect the statements that read everybody's spending."""
    seen: list[str] = []

    def look(execute, sql, params, many, context):
        if "accounts_user u" in sql and "spent / budget" in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield seen


def test_it_is_the_mean_rounded_once_to_a_billionth(db):
    make_people(3)
    kept = peers.average(1, TODAY)
    assert (kept.mean_nano, kept.contributors) == (200_000_000, 3)
    make_expense(make_people(1, time_zone="Asia/Tokyo")[0], 3)
    PeerAverage.objects.all().delete()
    assert peers.average(1, TODAY).mean_nano == 175_007_500


def test_half_a_billionth_is_rounded_up(db):
    rich, other = make_user("rich"), make_user("other")
    for person in (rich, other):
        make_plan(person, food=10**9)
    make_expense(rich, 2)
    make_expense(other, 1)
    assert peers.average(1, TODAY).mean_nano == 2


def test_nobody_is_no_mean(db):
    kept = peers.average(1, TODAY)
    assert (kept.mean_nano, kept.contributors) == (0, 0)
    assert str(kept) == "2026-11-23 (start 1): 0"


def test_it_is_kept_for_a_minute(fixed_now, db):
    make_people(1)
    first = peers.average(1, TODAY)
    fixed_now.shift(timedelta(seconds=59))
    with counting_computations() as computed:
        assert peers.average(1, TODAY).computed_at == first.computed_at
    assert not computed


def test_it_is_computed_again_after_a_minute(fixed_now, db):
    (person,) = make_people(1)
    peers.average(1, TODAY)
    make_expense(person, 10_000)
    fixed_now.shift(timedelta(seconds=60))
    assert peers.average(1, TODAY).mean_nano == 200_000_000
    assert PeerAverage.objects.count() == 1


def test_a_clock_set_back_does_not_keep_it_for_ever(fixed_now, db):
    first = peers.average(1, TODAY)
    fixed_now.shift(timedelta(hours=-1))
    assert peers.average(1, TODAY).computed_at < first.computed_at


def test_what_is_fresh_takes_one_query(db, django_assert_num_queries):
    peers.average(1, TODAY)
    with django_assert_num_queries(1):
        peers.average(1, TODAY)


def test_people_are_read_in_chunks_of_their_ids(db, monkeypatch):
    whole = (make_people(7), peers.average(1, TODAY))[1]
    PeerAverage.objects.all().delete()
    monkeypatch.setattr(peers, "PEOPLE_AT_ONCE", 2)
    with counting_computations() as computed:
        chunked = peers.average(1, TODAY)
    assert len(computed) >= 4
    assert (chunked.mean_nano, chunked.contributors) == (whole.mean_nano, whole.contributors) == (400_000_000, 7)


def test_each_day_and_each_start_day_has_its_own(db):
    make_people(2)
    assert peers.average(1, TODAY).contributors == 2
    assert peers.average(2, TODAY).contributors == 0
    assert peers.average(1, date(2026, 11, 22)).contributors == 0
    assert PeerAverage.objects.count() == 3


@pytest.mark.only("postgresql")
def test_what_reads_everybody_is_not_compiled_first(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


@committed
def test_many_who_ask_at_once_let_one_compute():
    make_people(3)

    def ask() -> tuple[int, int]:
        with counting_computations() as computed:
            return peers.average(1, TODAY).mean_nano, len(computed)

    answers = at_once(*[ask] * 8)
    assert {mean for mean, _ in answers} == {200_000_000}
    assert sum(computations for _, computations in answers) == 1


def test_a_refresh_readies_today_wherever_people_live(db):
    make_people(1)
    make_people(1, time_zone="America/New_York")
    make_people(1, time_zone="Asia/Tokyo", month_start_day=25)
    make_user("gone", time_zone="Pacific/Kiritimati", month_start_day=7, is_active=False)
    assert peers.refresh_peers(datetime(2026, 11, 23, 0, 0, tzinfo=UTC)) == 3
    assert sorted(PeerAverage.objects.values_list("start_day", "day")) == [
        (1, date(2026, 11, 22)),
        (1, TODAY),
        (25, TODAY),
    ]


def test_after_a_refresh_no_request_computes(db):
    make_people(1)
    peers.refresh_peers(datetime(2026, 11, 23, 0, 0, tzinfo=UTC))
    with counting_computations() as computed:
        assert peers.average(1, TODAY).contributors == 1
    assert not computed


def test_a_second_process_has_nothing_to_refresh(fixed_now, db):
    make_people(1)
    now = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    assert [peers.refresh_peers(now), peers.refresh_peers(now)] == [1, 0]
    fixed_now.shift(20)
    assert peers.refresh_peers(now + timedelta(seconds=20)) == 1


def test_a_refresh_forgets_what_is_two_days_old(fixed_now, db):
    peers.average(1, date(2026, 1, 1))
    fixed_now.shift(timedelta(days=1))
    peers.average(1, date(2026, 1, 2))
    fixed_now.shift(timedelta(days=1, seconds=1))
    peers.refresh_peers(datetime(2026, 11, 25, 0, 0, 1, tzinfo=UTC))
    assert list(PeerAverage.objects.values_list("day", flat=True)) == [date(2026, 1, 2)]


def test_each_persons_days_are_found_by_index(db):
    make_people(1)
    if connection.vendor == "postgresql":
        # So few rows would be read whole.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
    [plan] = plans_of(lambda: peers.average(1, TODAY), reading="accounts_user u")
    assert not re.search(r"Seq Scan|SCAN [uelp]\b", plan), plan
