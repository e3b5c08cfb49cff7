"""Whose budgets the averages are made of, and how."""

import pytest

from budget_management import averages
from budget_management.models import ShareAverage, ShareRefresh
from categories.models import Category
from tests.factories import make_plan, make_user


def computed():
    """Return how many people count, and the mean shares in 10⁻⁹."""
    averages.refresh_shares(force=True)
    kept = ShareAverage.objects.order_by("category__position").values_list("category__code", "share_nano")
    return ShareRefresh.objects.get().contributors, dict(kept)


def test_nobody_at_all_is_nobody(db):
    assert computed() == (0, {})


def test_it_is_the_mean_of_shares_and_not_of_amounts(alice, bob):
    make_plan(alice, food=100, housing=900)
    make_plan(bob, food=9_000_000, housing=1_000_000)
    assert computed() == (2, {"food": 500_000_000, "housing": 500_000_000})


def test_someone_without_a_category_counts_as_0_in_it(alice, bob):
    make_plan(alice, food=50, beauty=50)
    make_plan(bob, food=100)
    assert computed() == (2, {"food": 750_000_000, "beauty": 250_000_000})


def test_a_mean_is_rounded_once_half_up(alice, bob, charlie):
    make_plan(alice, food=1, housing=2)
    make_plan(bob, food=1, housing=2)
    make_plan(charlie, food=2, housing=1)
    assert computed()[1] == {"food": 444_444_444, "housing": 555_555_556}


def test_only_the_newest_month_with_a_plan_counts(alice):
    make_plan(alice, 202609, food=100)
    make_plan(alice, 202611, housing=100)
    make_plan(alice, 202610, beauty=100)
    assert computed() == (1, {"housing": 1_000_000_000})


def test_a_month_still_to_come_may_be_the_newest(alice):
    make_plan(alice, 202611, food=100)
    make_plan(alice, 202705, housing=100)
    assert computed()[1] == {"housing": 1_000_000_000}


@pytest.mark.parametrize("amounts", [{}, {"food": 0}])
def test_someone_whose_newest_plan_has_no_money_in_it_does_not_count(alice, bob, amounts):
    make_plan(alice, 202610, food=100)
    make_plan(alice, 202611, **amounts)
    make_plan(bob, 202611, housing=100)
    assert computed() == (1, {"housing": 1_000_000_000})


def test_a_line_of_0_weighs_nothing(alice):
    make_plan(alice, food=100, beauty=0)
    assert computed() == (1, {"food": 1_000_000_000})


def test_who_does_not_share_is_not_in_it(alice):
    make_plan(alice, food=100)
    make_plan(make_user("dora", share_anonymously=False), housing=100)
    make_plan(make_user("erin", is_active=False), housing=100)
    assert computed() == (1, {"food": 1_000_000_000})


def test_a_category_that_nobody_has_any_more_leaves(alice):
    plan = make_plan(alice, food=100, beauty=100)
    computed()
    plan.lines.filter(category__code="beauty").delete()
    assert computed() == (1, {"food": 1_000_000_000})


def test_categories_of_ones_own_stay_out_of_it(alice):
    plan = make_plan(alice, food=100, beauty=100)
    cats = Category.objects.create(owner=alice, code="cats", label_ko="고양이", label_en="Cats", position=5)
    plan.lines.create(owner=alice, category=cats, amount=800)
    assert computed() == (1, {"food": 500_000_000, "beauty": 500_000_000})


def test_the_largest_amounts_do_not_overflow(alice):
    codes = ["food", "housing", "transport", "health"]
    make_plan(alice, **dict.fromkeys(codes, 10**12))
    assert computed() == (1, dict.fromkeys(codes, 250_000_000))


@pytest.mark.parametrize("at_once", [1, 2, 3, 7, 100])
def test_the_size_of_a_chunk_changes_nothing(db, monkeypatch, at_once):
    monkeypatch.setattr(averages, "IDS_IN_BLOCK", at_once)
    for index in range(7):
        make_plan(make_user(f"user{index}"), food=index + 1, housing=7 - index)
    assert computed() == (7, {"food": 500_000_000, "housing": 500_000_000})
