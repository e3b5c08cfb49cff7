"""The averages cannot be asked about a handful of people."""

import pytest

from accounts.models import User
from tests.factories import make_plan, make_user

URL = "/api/budget/recommendation/"


def ask(client):
    return client.post(URL, {"total_amount": 1_000_000, "group_below": 0}).json()


@pytest.mark.parametrize(("people", "basis"), [(4, "household_survey"), (5, "users")])
def test_fewer_people_than_the_minimum_are_never_averaged(as_alice, people, basis):
    for index in range(people):
        make_plan(make_user(f"user{index}"), food=100)
    assert ask(as_alice)["basis"] == basis


def test_the_minimum_is_a_setting(as_alice, settings):
    settings.RECOMMENDATION_MIN_USERS = 7
    for index in range(6):
        make_plan(make_user(f"user{index}"), food=100)
    assert ask(as_alice)["basis"] == "household_survey"


@pytest.mark.parametrize(("people", "shown"), [(5, 5), (9, 5), (10, 10), (12, 10)])
def test_how_many_they_are_is_rounded_down_to_fives(as_alice, people, shown):
    for index in range(people):
        make_plan(make_user(f"user{index}"), food=100)
    assert ask(as_alice)["contributors"] == shown


def test_a_minimum_below_five_never_shows_nobody(as_alice, settings):
    settings.RECOMMENDATION_MIN_USERS = 2
    for index in range(3):
        make_plan(make_user(f"user{index}"), food=100)
    assert ask(as_alice)["contributors"] == 2


def test_the_askers_own_plan_counts(alice, as_alice):
    make_plan(alice, food=100)
    for index in range(4):
        make_plan(make_user(f"user{index}"), housing=100)
    shares = {line["category"]: line["share"] for line in ask(as_alice)["recommendations"]}
    assert shares == {"food": 20.0, "housing": 80.0}


def test_who_stops_sharing_has_left_the_averages_within_60_seconds(as_alice, fixed_now):
    for index in range(5):
        make_plan(make_user(f"user{index}"), food=100)
    make_plan(make_user("dora"), housing=500)
    assert len(ask(as_alice)["recommendations"]) == 2
    User.objects.filter(username="dora").update(share_anonymously=False)
    fixed_now.shift(61)
    assert [line["category"] for line in ask(as_alice)["recommendations"]] == ["food"]


def test_when_people_leave_below_the_minimum_the_household_survey_answers(as_alice, fixed_now):
    for index in range(5):
        make_plan(make_user(f"user{index}"), food=100)
    assert ask(as_alice)["basis"] == "users"
    User.objects.get(username="user0").delete()
    fixed_now.shift(61)
    assert ask(as_alice)["basis"] == "household_survey"
