"""More budget never means a smaller total, and more spending never a larger one."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from insights.day_plan import plan_day
from insights.facts import MonthFacts, PlanLine, Spending
from tests.insights.strategies import OUTSIDE, examples, facts

more = st.integers(1, 1_000_000)


@examples
@given(facts(), more, st.data())
def test_more_budget_never_means_a_smaller_total(month: MonthFacts, extra: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(month.lines) - 1))
    line = month.lines[index]
    richer = (*month.lines[:index], line._replace(budget=line.budget + extra), *month.lines[index + 1 :])
    assert plan_day(replace(month, lines=richer)).total >= plan_day(month).total


@examples
@given(facts(), more)
def test_a_budget_for_another_category_never_means_a_smaller_total(month: MonthFacts, budget: int) -> None:
    lines = (*month.lines, PlanLine(OUTSIDE[0], budget, budget // 3))
    assert plan_day(replace(month, lines=lines)).total >= plan_day(month).total


@examples
@given(facts(), more, st.sampled_from(["c00", *OUTSIDE]))
def test_more_spending_never_means_a_larger_total(month: MonthFacts, extra: int, category: str) -> None:
    before = dict(month.spending.before)
    before[category] = before.get(category, 0) + extra
    assert plan_day(replace(month, spending=Spending(before))).total <= plan_day(month).total


@examples
@given(facts())
def test_a_higher_floor_never_means_a_smaller_total(month: MonthFacts) -> None:
    higher = replace(month.rules, floor_percent=month.rules.floor_percent + 10)
    assert plan_day(replace(month, rules=higher)).total >= plan_day(month).total
