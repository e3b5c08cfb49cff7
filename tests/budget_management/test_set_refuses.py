"""What is no budget is refused, the field is named, and nothing is stored."""

import pytest

from budget_management.models import BudgetLine, MonthPlan

BUDGET = "/api/budget/"
FOOD = {"category": "food", "amount": 300_000}


@pytest.fixture(autouse=True)
def nothing_was_stored(db):
    yield
    assert not MonthPlan.objects.exists()
    assert not BudgetLine.objects.exists()


def refused(client, body):
    answer = client.post(BUDGET, body)
    assert answer.status_code == 400, answer.content
    assert answer.json()["type"] == "validation_error"
    return [(error["attr"], error["code"]) for error in answer.json()["errors"]]


@pytest.mark.parametrize("amount", [1e3, 1000.5, "1000", "1e3", "", True, False, [1], {}, "１２", "1_0"])
@pytest.mark.parametrize("field", ["amount", "fixed_amount"])
def test_an_amount_that_is_no_json_integer(as_alice, field, amount):
    assert refused(as_alice, [FOOD | {field: amount}]) == [(f"0.{field}", "invalid")]


@pytest.mark.parametrize(
    ("amount", "code"), [(-1, "min_value"), (10**12 + 1, "max_value"), (10**30, "max_value"), (None, "null")]
)
@pytest.mark.parametrize("field", ["amount", "fixed_amount"])
def test_an_amount_out_of_bounds(as_alice, field, amount, code):
    assert refused(as_alice, [FOOD | {field: amount}]) == [(f"0.{field}", code)]


def test_a_number_written_with_an_exponent(as_alice):
    body = '[{"category": "food", "amount": 1e3}]'
    answer = as_alice.generic("POST", BUDGET, body, content_type="application/json")
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [("0.amount", "invalid")]


@pytest.mark.parametrize(
    "month",
    [
        "2026-13",
        "2026-00",
        "2026-1",
        "202611",
        "2026/11",
        "1899-12",
        "3000-01",
        "2026-11-01",
        "",
        202611,
        "２０２６-11",
        True,
    ],
)
def test_a_month_that_is_none(as_alice, month):
    assert refused(as_alice, [FOOD | {"month": month}]) == [("0.month", "invalid")]


def test_a_month_of_null(as_alice):
    assert refused(as_alice, [FOOD | {"month": None}]) == [("0.month", "null")]


def test_a_missing_amount_and_a_missing_category(as_alice):
    assert refused(as_alice, [{"category": "food"}, {"amount": 1}]) == [
        ("0.amount", "required"),
        ("1.category", "required"),
    ]


@pytest.mark.parametrize("category", ["foods", "FOOD", "식비", "x" * 32, " food ", "food\u200b"])
def test_an_unknown_category(as_alice, category):
    assert refused(as_alice, [FOOD, {"category": category, "amount": 1}]) == [("1.category", "unknown_category")]


@pytest.mark.parametrize(("category", "code"), [("", "blank"), (None, "null"), (1, "invalid"), (["food"], "invalid")])
def test_a_category_that_is_no_text(as_alice, category, code):
    assert refused(as_alice, [{"category": category, "amount": 1}]) == [("0.category", code)]


def test_a_field_it_does_not_know(as_alice):
    assert refused(as_alice, [FOOD | {"ammount": 1}]) == [("0.ammount", "unknown_field")]


@pytest.mark.parametrize("field", ["label", "carried_from", "owner", "id"])
def test_a_field_that_the_server_sets(as_alice, field):
    assert refused(as_alice, [FOOD | {field: "2026-10"}]) == [(f"0.{field}", "unknown_field")]


@pytest.mark.parametrize("months", [("2026-11", "2026-11"), ("2026-11", None), (None, None)])
def test_a_category_twice_in_one_month(as_alice, months):
    items = [FOOD | ({"month": month} if month else {}) for month in months]
    assert refused(as_alice, [{"category": "other", "amount": 1}, *items]) == [("2.category", "category_twice")]


def test_a_fixed_part_above_the_amount(as_alice):
    assert refused(as_alice, [FOOD, {"category": "housing", "amount": 5, "fixed_amount": 6}]) == [
        ("1.fixed_amount", "fixed_above_amount")
    ]


@pytest.mark.parametrize("body", [FOOD, "food", 5, True])
def test_a_body_that_is_no_list(as_alice, body):
    assert refused(as_alice, body) == [("non_field_errors", "not_a_list")]


def test_a_body_of_null(as_alice):
    answer = as_alice.generic("POST", BUDGET, "null", content_type="application/json")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "parse_error")


def test_no_body(as_alice):
    assert as_alice.generic("POST", BUDGET, "", content_type="application/json").status_code == 400


def test_an_empty_list(as_alice):
    assert refused(as_alice, []) == [("non_field_errors", "empty")]


def test_a_list_of_more_than_a_hundred(as_alice):
    items = [FOOD | {"month": f"{2000 + index}-01"} for index in range(101)]
    assert refused(as_alice, items) == [("non_field_errors", "max_length")]


@pytest.mark.parametrize("item", [5, "food", None, [FOOD], True])
def test_an_item_that_is_no_object(as_alice, item):
    [(attr, code)] = refused(as_alice, [FOOD, item])
    assert attr.startswith("1")
    assert code in ("invalid", "null")


def test_a_parameter_in_the_query(as_alice):
    answer = as_alice.post(f"{BUDGET}?month=2026-11", [FOOD])
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [("month", "unknown_field")]
