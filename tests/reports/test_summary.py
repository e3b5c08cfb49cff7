from tests.factories import make_expense, make_plan

from .asking import recommendation, summary


def test_it_has_exactly_the_fields_it_promises_in_their_order(alice, as_alice):
    make_plan(alice, food=300_000)
    found = summary(as_alice)
    assert list(found) == [
        "date", "month", "total_expense", "recommended_total", "appropriate_total", "risk_percentage", "situation",
        "message", "category_summary", "month_to_date",
    ]  # fmt: skip
    assert list(found["category_summary"][0]) == [
        "category", "label", "total_expense", "recommended_amount", "appropriate_expense", "risk_percentage",
    ]  # fmt: skip
    assert list(found["month_to_date"]) == ["budget", "spent", "appropriate", "risk_percentage", "categories"]
    assert list(found["month_to_date"]["categories"][0]) == [
        "category", "label", "budget", "spent", "appropriate", "risk_percentage",
    ]  # fmt: skip


def test_10000_appropriate_and_20000_spent_is_200(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 20_000)
    found = summary(as_alice)
    assert (found["total_expense"], found["appropriate_total"], found["risk_percentage"]) == (20_000, 10_000, 200.0)
    assert found["category_summary"] == [
        {
            "category": "food",
            "label": "식비",
            "total_expense": 20_000,
            "recommended_amount": 37_500,
            "appropriate_expense": 10_000,
            "risk_percentage": 200.0,
        }
    ]


def test_the_month_to_date_counts_every_day_so_far(alice, as_alice):
    make_plan(alice, food=300_000, housing=(700_000, 550_000))
    make_expense(alice, 550_000, code="housing", on="2026-11-01")
    make_expense(alice, 115_000, on="2026-11-22")
    make_expense(alice, 115_000)
    make_expense(alice, 77_777, on="2026-11-24")
    month = summary(as_alice)["month_to_date"]
    assert month == {
        "budget": 1_000_000,
        "spent": 780_000,
        "appropriate": 895_000,
        "risk_percentage": 87.2,
        "categories": [
            {
                "category": "food",
                "label": "식비",
                "budget": 300_000,
                "spent": 230_000,
                "appropriate": 230_000,
                "risk_percentage": 100.0,
            },
            {
                "category": "housing",
                "label": "주거",
                "budget": 700_000,
                "spent": 550_000,
                "appropriate": 665_000,
                "risk_percentage": 82.7,
            },
        ],
    }


def test_categories_outside_the_plan_come_after_it_by_position(alice, as_alice):
    make_plan(alice, transport=90_000)
    for code in ("other", "beauty", "education"):
        make_expense(alice, 1_000, code=code)
    found = summary(as_alice)
    in_order = ["transport", "education", "beauty", "other"]
    assert [row["category"] for row in found["category_summary"]] == in_order
    assert [row["category"] for row in found["month_to_date"]["categories"]] == in_order
    assert [row["risk_percentage"] for row in found["category_summary"]] == [0.0, None, None, None]


def test_it_speaks_of_the_mornings_number_whatever_was_spent_since(alice, as_alice):
    make_plan(alice, food=300_000)
    morning = recommendation(as_alice)
    make_expense(alice, 500)
    evening = summary(as_alice)
    assert evening["recommended_total"] == morning["total_recommended_amount"]
    assert evening["message"] == morning["message"]


def test_it_still_tells_what_was_spent_before_the_first_plan(alice, as_alice):
    make_plan(alice, 202612, food=300_000)
    make_expense(alice, 7_000)
    make_expense(alice, 3_000, on="2026-11-02")
    found = summary(as_alice)
    assert (found["situation"], found["total_expense"], found["risk_percentage"]) == ("no_budget", 7_000, None)
    assert found["category_summary"][0]["total_expense"] == 7_000
    assert (found["month_to_date"]["budget"], found["month_to_date"]["spent"]) == (0, 10_000)


def test_it_never_shows_somebody_elses(alice, bob, as_alice):
    make_plan(alice, food=300_000)
    make_expense(bob, 50_000)
    assert summary(as_alice)["total_expense"] == 0
