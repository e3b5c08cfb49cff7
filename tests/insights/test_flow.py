"""The month so far against the plan."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.periods import BudgetMonth, DateRange
from insights.facts import PlanLine
from insights.flow import month_flow
from tests.insights.strategies import amounts, examples, periods

NOVEMBER = BudgetMonth(2026, 11).range(1)
RENT, FOOD = PlanLine("housing", 700_000, 550_000), PlanLine("food", 300_000)


def on(day: int, **spent: int) -> tuple[date, dict[str, int]]:
    return date(2026, 11, day), spent


def test_it_adds_up_day_by_day() -> None:
    flow = month_flow(NOVEMBER, date(2026, 11, 4), [FOOD], dict([on(1, food=9_000), on(3, food=12_000)]), unit=100)
    assert list(flow.spent) == [9_000, 9_000, 21_000, 21_000]
    assert (flow.elapsed, flow.so_far, flow.days) == (4, 21_000, 30)


def test_the_fixed_part_stays_out_whenever_it_goes_out() -> None:
    spent = dict([on(1, housing=500_000), on(2, housing=80_000, food=5_000)])
    flow = month_flow(NOVEMBER, date(2026, 11, 2), [RENT, FOOD], spent, unit=100)
    assert list(flow.spent) == [0, 35_000]
    assert flow.planned == 450_000


def test_the_plans_line_grows_evenly() -> None:
    flow = month_flow(NOVEMBER, date(2026, 11, 10), [FOOD], {}, unit=100)
    assert (flow.planned_so_far, flow.planned) == (100_000, 300_000)


def test_the_pace_leads_on() -> None:
    flow = month_flow(NOVEMBER, date(2026, 11, 10), [FOOD], dict([on(2, food=120_000)]), unit=100)
    assert (flow.ahead, flow.spare, flow.beyond) == (360_000, -60_000, 60_000)


def test_where_it_leads_is_rounded_to_the_unit() -> None:
    flow = month_flow(NOVEMBER, date(2026, 11, 7), [FOOD], dict([on(2, food=10_001)]), unit=1_000)
    assert flow.ahead == 43_000


def test_categories_outside_the_plan_count() -> None:
    assert month_flow(NOVEMBER, date(2026, 11, 1), [FOOD], dict([on(1, gift=5_000)]), unit=100).so_far == 5_000


@st.composite
def months(draw: st.DrawFn) -> tuple[DateRange, date, dict[date, dict[str, int]]]:
    period = draw(periods())
    days = [period.first + timedelta(number) for number in range(period.days)]
    of_day = st.dictionaries(st.sampled_from(["housing", "food", "gift"]), amounts)
    spent = draw(st.dictionaries(st.sampled_from(days), of_day, max_size=10))
    return period, draw(st.sampled_from(days)), spent


@examples
@given(months())
def test_it_never_falls_and_ends_in_all_but_the_fixed_part(
    month: tuple[DateRange, date, dict[date, dict[str, int]]],
) -> None:
    period, today, spent = month
    flow = month_flow(period, today, [RENT, FOOD], spent, unit=100)
    assert list(flow.spent) == sorted(flow.spent)
    so_far = [of_day for day, of_day in spent.items() if day <= today]
    housing = sum(of_day.get("housing", 0) for of_day in so_far)
    assert flow.so_far == sum(sum(of_day.values()) for of_day in so_far) - min(housing, RENT.fixed)
    assert flow.spare == -flow.beyond == flow.planned - flow.ahead
