"""Categories against their budgets and the last month."""

from hypothesis import given
from hypothesis import strategies as st

from insights.facts import PlanLine
from insights.statistics import CategoryStanding, OthersComparison, WeekdayComparison, compare, standings
from tests.insights.strategies import amounts, examples

codes = st.sampled_from("abcdef")


def test_the_most_spent_comes_first() -> None:
    lines = [PlanLine("food", 600_000), PlanLine("housing", 620_000, 550_000)]
    found = standings(lines, {"food": compare(447_500, 471_200), "housing": compare(550_000, 550_000)})
    assert found == [
        CategoryStanding("housing", 550_000, 550_000, 620_000, 88.7),
        CategoryStanding("food", 447_500, 471_200, 600_000, 74.6),
    ]


def test_equal_ones_stand_by_budget_then_as_in_the_plan() -> None:
    lines = [PlanLine("a", 1), PlanLine("b", 1), PlanLine("c", 2)]
    assert [one.category for one in standings(lines, {})] == ["c", "a", "b"]


def test_a_budget_of_nothing_stands_after_any_other() -> None:
    lines = [PlanLine("a", 0), PlanLine("b", 1)]
    found = standings(lines, {"a": compare(5, 0), "b": compare(5, 0)})
    assert [one.category for one in found] == ["b", "a"]


def test_a_category_outside_the_plan_has_no_budget_to_be_over() -> None:
    [one] = standings([], {"beauty": compare(5_000, 0)})
    assert (one.budget, one.used, one.is_over) == (None, None, False)


def test_a_budget_of_nothing_is_over_with_the_first_won_and_has_no_share() -> None:
    [one] = standings([PlanLine("beauty", 0)], {"beauty": compare(1, 0)})
    assert (one.used, one.is_over) == (None, True)


def test_a_budget_that_is_just_spent_is_not_over() -> None:
    [one] = standings([PlanLine("food", 100)], {"food": compare(100, 0)})
    assert (one.used, one.is_over) == (100.0, False)


def test_what_is_nothing_at_all_is_left_out() -> None:
    assert standings([PlanLine("beauty", 0)], {}) == []


def test_last_months_categories_stay() -> None:
    assert [one.previous for one in standings([], {"beauty": compare(0, 700)})] == [700]


def test_differences_are_those_of_the_numbers_shown() -> None:
    assert (compare(3, 5).more, compare(5, 3).more) == (-2, 2)
    assert WeekdayComparison(10, 0, None, 4, 250.0).more == 6
    assert WeekdayComparison(10, 0, None, None, None).more is None
    assert OthersComparison(78.9, 82.6, 95.5).gap == -4.5
    assert OthersComparison(78.9, None, None).gap is None


@examples
@given(st.dictionaries(codes, amounts), st.dictionaries(codes, st.tuples(amounts, amounts)))
def test_nothing_is_lost(budgets: dict[str, int], spent: dict[str, tuple[int, int]]) -> None:
    lines = [PlanLine(code, budget) for code, budget in budgets.items()]
    found = standings(lines, {code: compare(*pair) for code, pair in spent.items()})
    assert sum(one.spent for one in found) == sum(now for now, _ in spent.values())
    assert sum(one.previous for one in found) == sum(then for _, then in spent.values())
    assert sum(one.budget or 0 for one in found) == sum(budgets.values())
    assert [one.spent for one in found] == sorted((one.spent for one in found), reverse=True)
