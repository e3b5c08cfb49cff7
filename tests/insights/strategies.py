"""Hypothesis strategies for the facts of a month."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from core.periods import BudgetMonth, DateRange
from insights.facts import MonthFacts, PlanLine, Rules, Spending

# Fewer where a profile asks for fewer.
examples = settings(max_examples=min(70, settings().max_examples), deadline=None)

OUTSIDE = ("outside-1", "outside-2")

amounts = st.one_of(st.just(0), st.integers(0, 2_000), st.integers(0, 3_000_000))
rules = st.builds(Rules, unit=st.sampled_from([1, 10, 100, 1000]), floor_percent=st.integers(0, 100))


@st.composite
def periods(draw: st.DrawFn) -> DateRange:
    """Months of any length, starting on any day."""
    start_day = draw(st.integers(1, 31))
    return BudgetMonth.containing(draw(st.dates(date(2023, 1, 1), date(2028, 12, 31))), start_day).range(start_day)


@st.composite
def plan_lines(draw: st.DrawFn, category: str) -> PlanLine:
    """A line whose fixed amount is none, a part or all of its budget."""
    budget = draw(amounts)
    percent = draw(st.sampled_from([0, 0, 0, 40, 100]))
    return PlanLine(category, budget, budget * percent // 100)


@st.composite
def facts(
    draw: st.DrawFn, *, outside: bool = True, max_lines: int = 8, rules: st.SearchStrategy[Rules] = rules
) -> MonthFacts:
    """A month on any of its days, with spending inside and, unless told otherwise, outside the plan."""
    period = draw(periods())
    lines = tuple(draw(plan_lines(f"c{index:02}")) for index in range(draw(st.integers(1, max_lines))))
    codes = [line.category for line in lines] + (list(OUTSIDE) if outside else [])
    spent = st.dictionaries(st.sampled_from(codes), amounts)
    return MonthFacts(
        period=period,
        day=period.first + timedelta(days=draw(st.integers(0, period.days - 1))),
        lines=lines,
        spending=Spending(before=draw(spent), today=draw(spent)),
        rules=draw(rules),
    )
