"""POST /api/budget/recommendation/."""

import pytest

from budget_management.models import BudgetLine
from tests.factories import make_plan, make_user

URL = "/api/budget/recommendation/"


def budgets(count, **amounts):
    for index in range(count):
        make_plan(make_user(f"user{index}"), **amounts)


def test_with_too_few_people_the_household_survey_answers(as_alice):
    answer = as_alice.post(URL, {"total_amount": 1_000_000})
    assert answer.status_code == 200
    body = answer.json()
    assert (body["total_amount"], body["basis"], body["contributors"]) == (1_000_000, "household_survey", None)
    assert body["recommendations"][0] == {"category": "food", "label": "식비", "share": 29.1, "amount": 291_000}
    assert body["recommendations"][-1] == {
        "category": "other", "label": "기타", "share": 47.1, "amount": 471_300,
        "includes": ["health", "leisure", "education", "clothing", "telecom", "household", "beauty", "other"],
    }  # fmt: skip


def test_with_enough_people_they_answer(as_alice):
    budgets(5, food=600_000, housing=300_000, beauty=60_000, other=40_000)
    body = as_alice.post(URL, {"total_amount": 2_000_000}).json()
    assert (body["basis"], body["contributors"]) == ("users", 5)
    assert body["recommendations"] == [
        {"category": "food", "label": "식비", "share": 60.0, "amount": 1_200_000},
        {"category": "housing", "label": "주거", "share": 30.0, "amount": 600_000},
        {"category": "other", "label": "기타", "share": 10.0, "amount": 200_000, "includes": ["beauty", "other"]},
    ]


def test_labels_are_in_the_language_asked_for(as_alice):
    body = as_alice.post(URL, {"total_amount": 1_000_000}, headers={"Accept-Language": "en"}).json()
    assert body["recommendations"][0]["label"] == "Food"


@pytest.mark.parametrize(
    ("group_below", "codes"),
    [
        (0, ["food", "housing", "beauty", "other"]),
        (6, ["food", "housing", "other"]),
        (5, ["food", "housing", "beauty", "other"]),
        (30, ["food", "other"]),
        (100, ["other"]),
    ],
)
def test_group_below_moves_the_limit(as_alice, group_below, codes):
    budgets(5, food=600_000, housing=300_000, beauty=60_000, other=40_000)
    body = as_alice.post(URL, {"total_amount": 2_000_000, "group_below": group_below}).json()
    assert [line["category"] for line in body["recommendations"]] == codes


def test_parts_are_in_the_persons_rounding_unit(db, as_user):
    dora = make_user("dora", rounding_unit=10_000)
    body = as_user(dora).post(URL, {"total_amount": 1_000_000}).json()
    assert [line["amount"] for line in body["recommendations"]] == [290_000, 120_000, 120_000, 470_000]


def test_the_smallest_total_is_given_whole_to_the_largest_share(as_alice):
    body = as_alice.post(URL, {"total_amount": 1, "group_below": 0}).json()
    assert [(line["category"], line["amount"]) for line in body["recommendations"]] == [("food", 1)]


def test_the_parts_are_what_a_budget_takes(as_alice):
    parts = as_alice.post(URL, {"total_amount": 1_234_567}).json()["recommendations"]
    budget = [{"category": part["category"], "amount": part["amount"]} for part in parts]
    assert as_alice.post("/api/budget/", budget).status_code == 201
    assert sum(line.amount for line in BudgetLine.objects.all()) == 1_234_567


@pytest.mark.parametrize(
    ("body", "attr", "code"),
    [
        ({}, "total_amount", "required"),
        ({"total_amount": None}, "total_amount", "null"),
        ({"total_amount": 0}, "total_amount", "min_value"),
        ({"total_amount": 10**12 + 1}, "total_amount", "max_value"),
        ({"total_amount": 1000.0}, "total_amount", "invalid"),
        ({"total_amount": "1000"}, "total_amount", "invalid"),
        ({"total_amount": True}, "total_amount", "invalid"),
        ({"total_amount": 1, "group_below": -1}, "group_below", "min_value"),
        ({"total_amount": 1, "group_below": 101}, "group_below", "max_value"),
        ({"total_amount": 1, "group_below": 9.5}, "group_below", "invalid"),
        ({"total_amount": 1, "group_below": None}, "group_below", "null"),
        ({"total_amount": 1, "unit": 10}, "unit", "unknown_field"),
    ],
)
def test_it_refuses_what_is_no_total(as_alice, body, attr, code):
    answer = as_alice.post(URL, body)
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [(attr, code)]


@pytest.mark.parametrize("body", [[], [{"total_amount": 1}], "1", 1])
def test_it_refuses_what_is_no_object(as_alice, body):
    assert as_alice.post(URL, body).status_code == 400


def test_it_asks_for_a_login(anyone):
    assert anyone.post(URL, {"total_amount": 1}).status_code == 401


def test_it_is_no_category_of_the_budget(as_alice):
    assert as_alice.delete(URL).status_code == 405
