"""The worked cases of docs/arithmetic.md, from the database to the answer."""

import pytest

from tests.factories import make_expense, make_plan

from .asking import recommendation

CODES = ("food", "transport", "leisure")


@pytest.mark.parametrize(
    ("day", "lines", "total", "parts", "days_left"),
    [
        pytest.param("2026-09-11", [(300_000, 100_000), (90_000, 30_000)], 13_000, [10_000, 3_000], 20, id="on pace"),
        pytest.param("2026-09-21", [(300_000, 210_000)], 9_000, [9_000], 10, id="over"),
        pytest.param("2026-09-21", [(200_000, 250_000), (100_000, 0)], 5_000, [2_000, 3_000], 10, id="food blown"),
        pytest.param("2026-09-21", [(200_000, 250_000), (100_000, 120_000)], 3_000, [2_000, 1_000], 10, id="all blown"),
        pytest.param("2026-02-28", [(300_000, 280_000), (90_000, 89_950)], 20_100, [19_100, 1_000], 1, id="last day"),
        pytest.param(
            "2026-10-13",
            [(470_000, 151_340), (130_000, 44_100), (55_000, 0)],
            24_200,
            [16_800, 4_500, 2_900],
            19,
            id="uneven",
        ),
        pytest.param("2026-09-01", [((700_000, 550_000), 0), (300_000, 0)], 15_000, [5_000, 10_000], 30, id="rent due"),
        pytest.param(
            "2026-09-06",
            [((700_000, 550_000), 550_000), (300_000, 40_000)],
            16_400,
            [6_000, 10_400],
            25,
            id="rent paid",
        ),
        pytest.param(
            "2026-09-07",
            [((550_000, 550_000), 550_000), (300_000, 60_000)],
            10_000,
            [0, 10_000],
            24,
            id="nothing but rent",
        ),
    ],
)
def test_it_comes_out_as_worked(alice, as_alice, day, lines, total, parts, days_left):
    make_plan(alice, int(day[:4] + day[5:7]), **{code: line[0] for code, line in zip(CODES, lines, strict=False)})
    for code, (_, spent) in zip(CODES, lines, strict=False):
        if spent:
            make_expense(alice, spent, code=code, on=f"{day[:8]}01")
    found = recommendation(as_alice, day)
    assert found["total_recommended_amount"] == total
    assert [part["recommended_amount"] for part in found["category_recommendations"]] == parts
    assert found["days_left"] == days_left


def test_payday_25(alice, as_alice):
    alice.month_start_day = 25
    alice.save()
    make_plan(alice, 202610, food=600_000)
    make_expense(alice, 150_000, on="2026-10-25")
    make_expense(alice, 99_999, on="2026-10-24")
    found = recommendation(as_alice, "2026-11-05")
    assert (found["month"], found["total_recommended_amount"], found["days_left"]) == ("2026-10", 22_500, 20)


def test_50000_outside_the_plan(alice, as_alice):
    make_plan(alice, 202609, food=300_000)
    make_expense(alice, 100_000, on="2026-09-01")
    make_expense(alice, 50_000, code="beauty", on="2026-09-10")
    found = recommendation(as_alice, "2026-09-11")
    assert found["total_recommended_amount"] == 7_500
    assert [part["category"] for part in found["category_recommendations"]] == ["food"]
