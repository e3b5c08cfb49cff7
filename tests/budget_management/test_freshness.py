"""The averages are kept: computed when something changed, checked every 30 s, never older than 60."""

from datetime import timedelta

import pytest

from accounts.models import User
from budget_management import averages
from budget_management.models import ShareAverage, ShareBlock, ShareRefresh
from core import clock
from tests.factories import category, make_plan, make_user


@pytest.fixture(autouse=True)
def settled_plans(alice, fixed_now):
    """Alice's plan, made long ago, and averages that know it."""
    make_plan(alice, food=100)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares()


def food():
    return ShareAverage.objects.get(category__code="food").share_nano


def tamper():
    """Write a mark where only a computation would write over it."""
    ShareAverage.objects.update(share_nano=1)


def age():
    return (clock.now() - ShareRefresh.objects.get().checked_at).total_seconds()


def test_where_nothing_changed_only_the_time_moves(fixed_now):
    tamper()
    fixed_now.shift(30)
    assert averages.refresh_shares() is False
    assert (food(), age()) == (1, 0)


def test_forced_it_computes_all_the_same():
    tamper()
    assert averages.refresh_shares(force=True) is True
    assert food() == 1_000_000_000


def test_a_plan_that_changed_is_noticed(alice, fixed_now):
    tamper()
    fixed_now.shift(30)
    alice.plans.update(updated_at=clock.now())
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


def test_a_plan_that_was_stored_late_is_noticed_though_a_later_one_was_seen(alice, bob, fixed_now):
    dora = make_user("dora")
    make_plan(bob, housing=100)
    averages.refresh_shares()
    # This one's transaction began before bob's and ended after the refresh.
    late = make_plan(dora, housing=100)
    type(late).objects.filter(pk=late.pk).update(updated_at=clock.now() - timedelta(seconds=5))
    fixed_now.shift(30)
    assert averages.refresh_shares() is True
    assert food() == 333_333_333


def test_someone_who_stops_sharing_is_noticed(bob, fixed_now):
    make_plan(bob, housing=100)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares()
    User.objects.filter(pk=bob.pk).update(share_anonymously=False)
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


def test_one_who_stops_while_another_starts_is_noticed(bob, charlie, fixed_now):
    make_plan(bob, housing=100)
    make_plan(charlie, food=100)
    User.objects.filter(pk=charlie.pk).update(share_anonymously=False)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares()
    User.objects.filter(pk=charlie.pk).update(share_anonymously=True)
    User.objects.filter(pk=bob.pk).update(share_anonymously=False)
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


def test_two_who_stop_while_two_others_start_are_noticed(fixed_now):
    """Whose ids come to the same sum, too."""
    dora, erin, frank, grace = (make_user(name) for name in ("dora", "erin", "frank", "grace"))
    for person in (dora, grace):
        make_plan(person, housing=100)
    for person in (erin, frank):
        make_plan(person, food=100)
    inner, outer = ({"pk__in": [one.pk for one in pair]} for pair in ((erin, frank), (dora, grace)))
    User.objects.filter(**inner).update(share_anonymously=False)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares()
    User.objects.filter(**inner).update(share_anonymously=True)
    User.objects.filter(**outer).update(share_anonymously=False)
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


def test_someone_who_is_erased_is_noticed(bob, fixed_now):
    make_plan(bob, housing=100)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares()
    bob.delete()
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


def test_blocks_in_which_nothing_changed_keep_their_sums(alice, bob, fixed_now, monkeypatch):
    monkeypatch.setattr(averages, "IDS_IN_BLOCK", 1)
    make_plan(bob, food=100)
    fixed_now.shift(timedelta(hours=1))
    averages.refresh_shares(force=True)
    food_id = str(category("food").pk)
    ShareBlock.objects.filter(number=alice.pk).update(sums={food_id: 0.5})
    fixed_now.shift(30)
    bob.plans.update(updated_at=clock.now())
    averages.refresh_shares()
    assert food() == 750_000_000
    averages.refresh_shares(force=True)
    assert food() == 1_000_000_000


@pytest.mark.parametrize(("hours", "computed"), [(23, False), (24, True)])
def test_what_was_not_noticed_is_made_good_once_a_day(alice, fixed_now, hours, computed):
    """A plan that changed at a time at which nobody looks any more."""
    alice.plans.get().lines.update(category=category("housing"))
    fixed_now.shift(timedelta(hours=hours))
    assert averages.refresh_shares() is computed
    assert ShareAverage.objects.filter(category__code="housing").exists() is computed


def test_a_block_without_anybody_is_gone(alice, bob, fixed_now, monkeypatch):
    monkeypatch.setattr(averages, "IDS_IN_BLOCK", 1)
    make_plan(bob, food=100)
    averages.refresh_shares(force=True)
    assert set(ShareBlock.objects.values_list("number", flat=True)) >= {alice.pk, bob.pk}
    bob.delete()
    assert averages.refresh_shares() is True
    assert not ShareBlock.objects.filter(number=bob.pk).exists()
    assert ShareRefresh.objects.get().contributors == 1


def test_averages_of_an_earlier_version_that_kept_no_blocks_are_computed(fixed_now):
    ShareBlock.objects.all().delete()
    tamper()
    fixed_now.shift(30)
    assert averages.refresh_shares() is True
    assert food() == 1_000_000_000


@pytest.mark.parametrize(("seconds", "checked_again"), [(0, False), (15, False), (16, True), (30, True)])
def test_the_ticker_leaves_alone_what_another_has_just_checked(fixed_now, seconds, checked_again):
    fixed_now.shift(seconds)
    averages.keep_fresh()
    assert age() == (0 if checked_again else seconds)


@pytest.mark.parametrize(("seconds", "refreshed"), [(59, False), (60, False), (61, True)])
def test_a_reader_finds_nothing_older_than_a_minute(fixed_now, seconds, refreshed):
    fixed_now.shift(seconds)
    averages.usual_shares()
    assert age() == (0 if refreshed else seconds)


def test_the_first_reader_ever_computes_them(db):
    ShareAverage.objects.all().delete()
    ShareRefresh.objects.all().delete()
    averages.usual_shares()
    assert (food(), age()) == (1_000_000_000, 0)


def test_there_is_only_ever_one_row_about_freshness(fixed_now):
    for _ in range(3):
        fixed_now.shift(61)
        averages.usual_shares()
    assert ShareRefresh.objects.count() == 1
