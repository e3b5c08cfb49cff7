"""Months one after another, and where the pace leads the last of them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.periods import BudgetMonth
from insights.facts import MonthFacts, PlanLine, Rules, Spending
from insights.months import MonthTotal, month_totals, projected_total
from tests.insights.strategies import amounts, examples, facts

OCTOBER, NOVEMBER = BudgetMonth(2026, 10), BudgetMonth(2026, 11)


def seen(day: int, *lines: PlanLine, unit: int = 100, **spent: int) -> MonthFacts:
    return MonthFacts(NOVEMBER.range(1), date(2026, 11, day), lines, Spending(spent, {}), Rules(unit))


def test_days_are_summed_by_the_month_they_lie_in() -> None:
    spent = {date(2026, 10, 1): 1, date(2026, 10, 31): 2, date(2026, 11, 1): 4}
    found = month_totals([OCTOBER, NOVEMBER], 1, spent, {NOVEMBER: 100})
    assert found == [
        MonthTotal(OCTOBER, OCTOBER.range(1), 3, None),
        MonthTotal(NOVEMBER, NOVEMBER.range(1), 4, 100),
    ]


def test_a_month_that_starts_on_payday_takes_the_days_up_to_the_next() -> None:
    spent = {date(2026, 10, 25): 1, date(2026, 11, 24): 2, date(2026, 11, 25): 4}
    assert [total.spent for total in month_totals([OCTOBER, NOVEMBER], 25, spent, {})] == [3, 4]


def test_it_is_over_only_beyond_a_budget() -> None:
    def total(spent: int, budget: int | None) -> MonthTotal:
        return MonthTotal(NOVEMBER, NOVEMBER.range(1), spent, budget)

    assert (total(101, 100).is_over, total(101, 100).beyond) == (True, 1)
    assert (total(100, 100).is_over, total(60, 100).beyond) == (False, -40)
    assert (total(100, None).is_over, total(100, None).beyond) == (False, None)


def test_living_costs_go_on_and_fixed_parts_go_out_once() -> None:
    lines = (PlanLine("housing", 620_000, 620_000), PlanLine("telecom", 58_000, 58_000), PlanLine("food", 600_000))
    # 550,000 of the rent are out; 891,200 in 23 days are 1,162,400 in 30, and all fixed parts are 678,000.
    assert projected_total(seen(23, *lines, housing=550_000, telecom=58_000, food=891_200)) == 1_840_400


def test_spending_outside_the_plan_goes_on_too() -> None:
    assert projected_total(seen(10, beauty=30_000)) == 90_000


def test_it_is_never_less_than_was_spent() -> None:
    assert projected_total(seen(29, PlanLine("food", 1), food=149, unit=1000)) == 149


def test_on_the_last_day_there_is_nothing_ahead() -> None:
    assert projected_total(seen(30, PlanLine("food", 1), food=149)) is None


@examples
@given(
    st.integers(1, 31),
    st.dates(date(2023, 1, 1), date(2027, 1, 1)),
    st.lists(st.tuples(st.integers(0, 800), amounts), max_size=30),
)
def test_nothing_is_lost_or_counted_twice(start_day: int, day: date, spent: list[tuple[int, int]]) -> None:
    last = BudgetMonth.containing(day, start_day)
    months = [last.shift(number) for number in range(-11, 1)]
    end = last.range(start_day).last
    days = {
        end - timedelta(ago): amount
        for ago, amount in spent
        if end - timedelta(ago) >= months[0].range(start_day).first
    }
    found = month_totals(months, start_day, days, {})
    assert sum(total.spent for total in found) == sum(days.values())
    for total in found:
        assert total.spent == sum(amount for then, amount in days.items() if then in total.period)


@examples
@given(facts())
def test_the_whole_month_takes_what_was_spent_and_the_fixed_parts_still_due(one: MonthFacts) -> None:
    projected = projected_total(one)
    if projected is None:
        assert one.days_left == 1
        return
    due = sum(max(line.fixed - one.spending.to_date(line.category), 0) for line in one.lines)
    assert projected >= one.spending.total_to_date
    assert projected > one.spending.total_to_date + due - one.rules.unit
