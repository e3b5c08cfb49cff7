"""The worked cases of docs/arithmetic.md, to the won."""

import pytest

from insights.day_plan import plan_day
from tests.insights.builders import Line, make_facts


@pytest.mark.parametrize(
    ("day", "lines", "total", "parts", "days_left"),
    [
        pytest.param("2026-09-11", [(300_000, 100_000), (90_000, 30_000)], 13_000, [10_000, 3_000], 20, id="on pace"),
        pytest.param("2026-09-21", [(300_000, 210_000)], 9_000, [9_000], 10, id="10,000 over, 10 days left"),
        pytest.param(
            "2026-09-21",
            [(200_000, 250_000), (100_000, 0)],
            5_000,
            [2_000, 3_000],
            10,
            id="food blown, transport saved",
        ),
        pytest.param(
            "2026-09-21", [(200_000, 250_000), (100_000, 120_000)], 3_000, [2_000, 1_000], 10, id="everything blown"
        ),
        pytest.param(
            "2026-02-28",
            [(300_000, 280_000), (90_000, 89_950)],
            20_100,
            [19_100, 1_000],
            1,
            id="last day of February",
        ),
        pytest.param(
            "2026-10-13",
            [(470_000, 151_340), (130_000, 44_100), (55_000, 0)],
            24_200,
            [16_800, 4_500, 2_900],
            19,
            id="uneven",
        ),
        pytest.param(
            "2026-09-01", [(700_000, 0, 550_000), (300_000, 0)], 15_000, [5_000, 10_000], 30, id="rent 550000 still due"
        ),
        pytest.param(
            "2026-09-06", [(700_000, 550_000, 550_000), (300_000, 40_000)], 16_400, [6_000, 10_400], 25, id="rent paid"
        ),
        pytest.param(
            "2026-09-07",
            [(550_000, 550_000, 550_000), (300_000, 60_000)],
            10_000,
            [0, 10_000],
            24,
            id="nothing but rent, paid",
        ),
    ],
)
def test_it_comes_out_as_worked(day: str, lines: list[Line], total: int, parts: list[int], days_left: int) -> None:
    plan = plan_day(make_facts(day, *lines))
    assert plan.total == total
    assert [part.amount for part in plan.parts] == parts
    assert plan.days_left == days_left


def test_payday_25() -> None:
    plan = plan_day(make_facts("2026-11-05", (600_000, 150_000), start_day=25))
    assert (plan.total, [part.amount for part in plan.parts], plan.days_left) == (22_500, [22_500], 20)


def test_50000_outside_the_plan() -> None:
    plan = plan_day(make_facts("2026-09-11", (300_000, 100_000), outside={"gift": 50_000}))
    assert (plan.total, [part.amount for part in plan.parts], plan.days_left) == (7_500, [7_500], 20)
