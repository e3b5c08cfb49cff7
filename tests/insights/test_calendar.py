"""A month day by day: each day has the plan that it had in the morning."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.periods import BudgetMonth, DateRange
from insights.calendar import judged, walk_month
from insights.day_plan import plan_day
from insights.facts import MonthFacts, PlanLine, Rules, Spending
from insights.situation import Situation
from tests.insights.strategies import OUTSIDE, amounts, examples, periods, plan_lines, rules

NOVEMBER = BudgetMonth(2026, 11).range(1)
FOOD = PlanLine("food", 300_000)


def walk(lines, spent, last=date(2026, 11, 30)):
    return list(walk_month(NOVEMBER, last, lines, spent, Rules()))


@pytest.mark.parametrize(
    ("living", "verdict"),
    [
        (0, "saving"),
        (8_999, "saving"),
        (9_000, "on_track"),
        (11_000, "on_track"),
        (11_001, "over_pace"),
        (20_000, "over_pace"),
        (20_001, "over_budget"),
    ],
)
def test_a_day_of_10000_is_judged_by_what_it_cost(living, verdict):
    assert judged(living, 10_000) == verdict


def test_where_nothing_is_planned_nothing_spent_is_not_judged():
    assert judged(0, 0) is None
    assert judged(1, 0) == Situation.OVER_BUDGET


def test_what_a_day_costs_comes_off_the_days_after_it():
    days = walk([FOOD], {date(2026, 11, 1): {"food": 39_000}}, last=date(2026, 11, 2))
    assert [(day.part, day.spent, day.verdict) for day in days] == [
        (10_000, 39_000, Situation.OVER_BUDGET),
        (9_000, 0, Situation.SAVING),
    ]


def test_rent_is_in_the_sum_and_not_in_the_verdict():
    [day] = walk(
        [FOOD, PlanLine("housing", 550_000, 550_000)],
        {date(2026, 11, 1): {"housing": 550_000, "food": 10_000}},
        last=date(2026, 11, 1),
    )
    assert (day.spent, day.living, day.part, day.verdict) == (560_000, 10_000, 10_000, Situation.ON_TRACK)


def test_without_a_plan_no_day_is_judged():
    assert {day.verdict for day in walk([], {date(2026, 11, 3): {"food": 5_000}})} == {None}


def test_it_ends_with_the_day_it_is_told():
    assert [day.day.day for day in walk([FOOD], {}, last=date(2026, 11, 3))] == [1, 2, 3]


@st.composite
def months(draw: st.DrawFn) -> tuple[DateRange, tuple[PlanLine, ...], dict[date, dict[str, int]], Rules]:
    period = draw(periods())
    lines = tuple(draw(plan_lines(f"c{index:02}")) for index in range(draw(st.integers(1, 4))))
    days = [period.first + timedelta(number) for number in range(period.days)]
    codes = [*(line.category for line in lines), *OUTSIDE]
    of_day = st.dictionaries(st.sampled_from(codes), amounts)
    return period, lines, draw(st.dictionaries(st.sampled_from(days), of_day, max_size=12)), draw(rules)


@examples
@given(months())
def test_every_day_has_the_plan_of_that_day(month):
    period, lines, spent, rules = month
    for found in walk_month(period, period.last, lines, spent, rules):
        before: dict[str, int] = {}
        for day, of_day in spent.items():
            if day < found.day:
                for code, amount in of_day.items():
                    before[code] = before.get(code, 0) + amount
        plan = plan_day(MonthFacts(period, found.day, lines, Spending(before, spent.get(found.day, {})), rules))
        assert (found.part, found.spent) == (plan.total, plan.spent_today)
        assert plan.remaining_today == max(found.part - found.living, 0)
