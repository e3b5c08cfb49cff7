import pytest

from tests.factories import make_plan

BUDGET = "/api/budget/"


def test_a_month_without_any_plan_is_an_empty_list(as_alice):
    answer = as_alice.get(BUDGET)
    assert (answer.status_code, answer.json()) == (200, [])


def test_it_lists_the_plan_in_plan_order(alice, as_alice):
    make_plan(alice, other=1, beauty=2, food=3, transport=(90_000, 55_000))
    rows = as_alice.get(BUDGET).json()
    assert [row["category"] for row in rows] == ["food", "transport", "beauty", "other"]
    assert rows[1] == {
        "category": "transport", "label": "교통", "amount": 90_000, "fixed_amount": 55_000,
        "month": "2026-11", "carried_from": None,
    }  # fmt: skip


def test_it_labels_in_the_language_asked_for(alice, as_alice):
    make_plan(alice, food=1)
    assert as_alice.get(BUDGET, headers={"Accept-Language": "en"}).json()[0]["label"] == "Food"


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "", "11", "2026-11 ", "１９００-01", "1899-12", "3000-01"])
def test_it_refuses_a_month_that_is_none(as_alice, month):
    answer = as_alice.get(BUDGET, {"month": month})
    assert answer.status_code == 400
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [("month", "invalid")]


def test_it_refuses_a_month_given_twice(as_alice):
    answer = as_alice.get(f"{BUDGET}?month=2026-11&month=2026-12")
    assert answer.json()["errors"][0]["code"] == "repeated"


def test_it_refuses_a_parameter_it_does_not_know(as_alice):
    answer = as_alice.get(f"{BUDGET}?year=2026")
    assert [(error["attr"], error["code"]) for error in answer.json()["errors"]] == [("year", "unknown_field")]
