from tests.factories import make_expense, make_plan

from .asking import statistics


def test_it_has_exactly_the_fields_it_promises_in_their_order(alice, as_alice):
    make_expense(alice, 1_000)
    found = statistics(as_alice)
    assert list(found) == ["date", "vs_last_month", "vs_weekday", "vs_other_users", "situation", "message"]
    assert list(found["vs_last_month"]) == ["current", "previous", "ratio", "categories"]
    assert list(found["vs_last_month"]["categories"][0]) == ["category", "label", "current", "previous", "ratio"]


def test_it_compares_the_month_to_date_with_the_same_days_before(alice, as_alice):
    make_expense(alice, 60_000, on="2026-10-01")
    make_expense(alice, 40_000, on="2026-10-23")
    make_expense(alice, 99_999, on="2026-10-24")
    make_expense(alice, 120_000, on="2026-11-01")
    make_expense(alice, 30_000)
    make_expense(alice, 99_999, on="2026-11-24")
    found = statistics(as_alice)["vs_last_month"]
    assert (found["current"], found["previous"], found["ratio"]) == (150_000, 100_000, 150.0)


def test_categories_that_occur_in_either_stand_by_position(alice, as_alice):
    make_plan(alice, food=300_000)
    make_expense(alice, 1_000, code="transport", on="2026-10-02")
    make_expense(alice, 3_000, code="beauty", on="2026-11-02")
    make_expense(alice, 2_000, code="other", on="2026-10-02")
    make_expense(alice, 3_000, code="other", on="2026-11-02")
    assert statistics(as_alice)["vs_last_month"] == {
        "current": 6_000,
        "previous": 3_000,
        "ratio": 200.0,
        "categories": [
            {"category": "transport", "label": "교통", "current": 0, "previous": 1_000, "ratio": 0.0},
            {"category": "beauty", "label": "미용", "current": 3_000, "previous": 0, "ratio": None},
            {"category": "other", "label": "기타", "current": 3_000, "previous": 2_000, "ratio": 150.0},
        ],
    }


def test_months_that_start_on_payday_are_compared_from_payday(alice, as_alice):
    alice.month_start_day = 25
    alice.save()
    make_expense(alice, 1, on="2026-09-24")
    make_expense(alice, 10, on="2026-09-25")
    make_expense(alice, 100, on="2026-10-24")
    make_expense(alice, 1_000, on="2026-10-25")
    make_expense(alice, 10_000)
    found = statistics(as_alice)["vs_last_month"]
    assert (found["current"], found["previous"]) == (11_000, 110)


def test_ratios_have_one_decimal_half_up(alice, as_alice):
    make_expense(alice, 8_000, on="2026-10-02")
    make_expense(alice, 3_125)
    make_expense(alice, 3)
    assert statistics(as_alice)["vs_last_month"]["ratio"] == 39.1
