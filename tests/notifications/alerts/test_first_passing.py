from datetime import date, timedelta

import pytest

from core import clock
from notifications.content import compose
from notifications.models import AlertState, Delivery
from tests.factories import make_expense, make_plan

from .deciding import look, watch


@pytest.mark.parametrize(
    ("spent", "told"),
    [(239_999, []), (240_000, ["food:80:2026-11:1"]), (299_999, ["food:80:2026-11:1"])],
)
def test_a_category_is_told_from_exactly_the_threshold_on(alice, spent, told):
    watch(alice)
    make_expense(alice, spent)
    assert look() == told


def test_the_whole_is_told_beside_the_category(alice):
    watch(alice)
    make_expense(alice, 240_000)
    make_expense(alice, 80_000, code="transport")
    assert look() == ["*:80:2026-11:1", "food:80:2026-11:1", "transport:80:2026-11:1"]


def test_the_whole_counts_what_is_outside_the_plan(alice):
    watch(alice)
    make_expense(alice, 320_000, code="beauty")
    assert look() == ["*:80:2026-11:1"]


def test_it_is_told_once(alice):
    watch(alice)
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:1"]
    make_expense(alice, 1_000)
    assert look() == []
    assert look() == []


def test_each_threshold_is_told_as_it_is_passed(alice):
    watch(alice)
    make_expense(alice, 240_000)
    assert look() == ["food:80:2026-11:1"]
    make_expense(alice, 60_000)
    assert look() == ["food:100:2026-11:1"]


def test_of_those_passed_together_the_highest_is_told(alice):
    watch(alice)
    make_expense(alice, 300_000)
    assert look() == ["food:100:2026-11:1"]
    assert look() == []
    assert set(AlertState.objects.values_list("threshold", "is_passed")) == {(80, True), (100, True)}


def test_the_thresholds_are_a_setting(alice):
    watch(alice, alert_thresholds=[50, 120])
    make_expense(alice, 150_000)
    assert look() == ["food:50:2026-11:1"]
    make_expense(alice, 150_000)
    assert look() == ["*:50:2026-11:1"]
    make_expense(alice, 60_000)
    assert look() == ["food:120:2026-11:1"]


def test_a_lower_threshold_set_later_is_no_news(alice):
    channel = watch(alice)
    make_expense(alice, 250_000)
    look()
    channel.owner.message_preferences.alert_thresholds = [50, 80]
    channel.owner.message_preferences.save()
    assert look() == ["*:50:2026-11:1"]


def test_without_thresholds_nothing_is_told(alice):
    watch(alice, alert_thresholds=[])
    make_expense(alice, 900_000)
    assert look() == []


@pytest.mark.parametrize("wishes", [{"alerts_on": False}, {"alerts_on": False, "morning_on": True}])
def test_who_did_not_ask_is_not_told(alice, wishes):
    watch(alice, **wishes)
    make_expense(alice, 300_000)
    assert look() == []
    assert not AlertState.objects.exists()


def test_nor_is_who_was_deactivated(alice):
    watch(alice)
    alice.is_active = False
    alice.save()
    make_expense(alice, 300_000)
    assert look() == []


def test_what_is_excluded_from_totals_passes_nothing(alice):
    watch(alice)
    make_expense(alice, 300_000, excluded=True)
    assert look() == []


def test_what_is_to_be_spent_later_passes_nothing_yet(fixed_now, alice):
    watch(alice)
    make_expense(alice, 300_000, on="2026-11-25")
    assert look() == []
    fixed_now.shift(timedelta(days=2))
    assert look() == ["food:100:2026-11:1"]


@pytest.mark.parametrize("code", ["food", "beauty"])
def test_a_budget_of_nothing_has_no_ratio(alice, code):
    watch(alice)
    make_plan(alice, 202612, transport=100_000)
    alice.plans.get(month=202611).lines.update(amount=0)
    make_expense(alice, 5_000, code=code)
    assert look() == []


def test_rent_paid_from_a_budget_for_rent_alone_is_no_news(alice):
    watch(alice)
    plan = alice.plans.get()
    plan.delete()
    make_plan(alice, housing=(550_000, 550_000), food=900_000)
    make_expense(alice, 550_000, code="housing")
    assert look() == []
    make_expense(alice, 1, code="housing")
    assert look() == ["housing:100:2026-11:1"]


def test_without_a_plan_there_is_nothing_to_pass(alice):
    watch(alice)
    alice.plans.all().delete()
    make_expense(alice, 300_000)
    assert look() == []


def test_a_carried_plan_counts(alice):
    watch(alice)
    alice.plans.update(month=202609)
    make_expense(alice, 300_000)
    assert look() == ["food:100:2026-11:1"]


def test_nobody_is_told_of_somebody_elses(alice, bob):
    watch(alice)
    watch(bob)
    make_expense(bob, 240_000)
    look()
    assert set(Delivery.objects.values_list("owner_id", flat=True)) == {bob.pk}


def test_it_is_due_at_once_and_of_use_for_three_hours(alice):
    channel = watch(alice)
    make_expense(alice, 240_000)
    look()
    (made,) = Delivery.objects.all()
    assert made.channel == channel
    assert made.due_at == made.next_attempt_at == clock.now()
    assert made.useful_until == clock.now() + timedelta(hours=3)
    assert (made.state, made.local_date) == (Delivery.State.WAITING, date(2026, 11, 23))


def test_what_it_made_can_be_said(alice):
    watch(alice)
    make_expense(alice, 400_000)
    look()
    made = list(Delivery.objects.order_by("pk"))
    said = compose(made)
    assert [said[one.pk].title for one in made] == ["이번 달 예산을 다 썼어요", "식비 예산을 넘었어요"]
