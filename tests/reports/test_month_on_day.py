"""What every report starts from: the plan that applies, and counted spending, of exactly the days."""

from datetime import date

from insights.facts import PlanLine
from reports.facts import month_on
from tests.factories import category, make_expense, make_plan

TODAY = date(2026, 11, 23)


def told(seen):
    return [(row.code, row.before, row.on_day) for row in seen.spent]


def test_it_tells_what_was_counted_before_the_day_and_on_it_in_plan_order(alice, autumn):
    assert told(month_on(alice, TODAY)) == [("food", 300, 42), ("transport", 200, 0), ("beauty", 0, 7)]


def test_it_brings_the_categorys_names(alice, autumn):
    food = category("food")
    assert month_on(alice, TODAY).spent[0][:5] == (food.pk, "food", "식비", "Food", food.position)


def test_on_the_first_day_nothing_was_before(alice, autumn):
    assert told(month_on(alice, date(2026, 11, 1))) == [("transport", 0, 200)]


def test_without_plan_and_spending_there_is_nothing(charlie, autumn):
    seen = month_on(charlie, TODAY)
    assert (seen.spent, seen.facts.lines, seen.labels.by_code) == ([], (), {})


def test_its_sums_are_whole_numbers(alice):
    for _ in range(3):
        make_expense(alice, 10**12)
    found = month_on(alice, TODAY).spent[0]
    assert (type(found.before), type(found.on_day), found.on_day) == (int, int, 3 * 10**12)


def test_the_newest_plan_that_has_come_applies(alice, bob):
    make_plan(alice, 202608, food=1)
    make_plan(alice, 202610, transport=300_000, food=400_000)
    make_plan(alice, 202612, food=2)
    make_plan(bob, food=3)
    assert month_on(alice, TODAY).facts.lines == (PlanLine("food", 400_000, 0), PlanLine("transport", 300_000, 0))


def test_a_plan_without_lines_hides_the_ones_before(alice, autumn):
    make_plan(alice, 202610, food=1)
    make_plan(alice)
    seen = month_on(alice, TODAY)
    assert (seen.facts.lines, len(seen.spent)) == ((), 3)


def test_categories_of_the_plan_are_named_before_others(alice, autumn):
    make_plan(alice, beauty=1, transport=1)
    assert list(month_on(alice, TODAY).labels.by_code) == ["transport", "beauty", "food"]


def test_it_takes_one_statement(alice, autumn, django_assert_num_queries):
    with django_assert_num_queries(1):
        month_on(alice, TODAY)
