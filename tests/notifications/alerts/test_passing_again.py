from notifications.models import AlertState, Preferences
from tests.factories import make_expense

from .deciding import look, watch


def standing(**filters):
    return sorted(AlertState.objects.filter(is_passed=True, **filters).values_list("threshold", flat=True))


def test_after_falling_below_it_is_told_again(alice):
    watch(alice)
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:1"]
    alice.expenses.all().delete()
    assert look() == []
    assert standing() == []
    make_expense(alice, 250_000)
    assert look() == ["food:80:2026-11:2"]
    assert look() == []


def test_an_expense_that_is_excluded_lets_it_fall(alice):
    watch(alice)
    expense = make_expense(alice, 300_000)
    look()
    expense.excluded_from_total = True
    expense.save()
    assert look() == []
    assert standing() == []


def test_a_raised_budget_lets_it_fall(alice):
    watch(alice)
    make_expense(alice, 300_000)
    assert look() == ["food:100:2026-11:1"]
    alice.plans.get().lines.filter(category__code="food").update(amount=360_000)
    assert look() == []
    assert standing() == [80]
    make_expense(alice, 60_000)
    assert look() == ["food:100:2026-11:2"]


def test_a_category_that_left_the_plan_lets_it_fall(alice):
    watch(alice)
    make_expense(alice, 300_000)
    look()
    alice.plans.get().lines.filter(category__code="food").delete()
    assert look() == ["*:100:2026-11:1"]
    assert standing(category__code="food") == []


def test_only_what_fell_comes_back(alice):
    watch(alice)
    make_expense(alice, 240_000)
    above = make_expense(alice, 60_000)
    assert look() == ["food:100:2026-11:1"]
    above.delete()
    assert look() == []
    assert standing() == [80]
    make_expense(alice, 60_000)
    assert look() == ["food:100:2026-11:2"]


def test_both_come_back_as_one(alice):
    watch(alice)
    make_expense(alice, 300_000)
    look()
    alice.expenses.all().delete()
    look()
    make_expense(alice, 300_000)
    assert look() == ["food:100:2026-11:2"]
    assert standing() == [80, 100]


def test_what_fell_and_rose_between_two_looks_is_no_news(alice):
    watch(alice)
    make_expense(alice, 240_000)
    look()
    alice.expenses.all().delete()
    make_expense(alice, 240_000)
    assert look() == []


def test_a_threshold_that_is_not_wanted_any_more_still_falls(alice):
    watch(alice)
    make_expense(alice, 240_000)
    look()
    Preferences.objects.filter(owner=alice).update(alert_thresholds=[100])
    alice.expenses.all().delete()
    assert look() == []
    Preferences.objects.filter(owner=alice).update(alert_thresholds=[80, 100])
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:2"]


def test_who_switched_alerts_off_and_on_is_not_told_twice(alice):
    watch(alice)
    make_expense(alice, 240_000)
    look()
    Preferences.objects.filter(owner=alice).update(alerts_on=False)
    assert look() == []
    Preferences.objects.filter(owner=alice).update(alerts_on=True)
    assert look() == []
