"""The split of a total by shares, by example."""

import pytest

from budget_management.profile import HOUSEHOLD_PROFILE
from budget_management.recommendation import Recommended, Share, recommend
from categories.catalog import CATALOG

HOUSEHOLD = [Share(code, weight) for code, weight in HOUSEHOLD_PROFILE.items()]
WHOLE = sum(HOUSEHOLD_PROFILE.values())


def split(total, *, group_below=10, unit=100, **weights):
    shares = [Share(code, weight) for code, weight in weights.items()]
    lines = recommend(total, shares, whole=sum(weights.values()), group_below=group_below, unit=unit)
    return [(line.code, line.share, line.amount, *line.includes) for line in lines]


def test_the_profile_is_the_surveys():
    assert WHOLE == 2890
    assert list(HOUSEHOLD_PROFILE) == [category.code for category in CATALOG]


def test_a_million_by_the_household_survey():
    lines = recommend(1_000_000, HOUSEHOLD, whole=WHOLE, group_below=10, unit=100)
    assert lines == (
        Recommended("food", 29.1, 291_000),
        Recommended("housing", 12.2, 121_800),
        Recommended("transport", 11.6, 115_900),
        Recommended(
            "other", 47.1, 471_300,
            ("health", "leisure", "education", "clothing", "telecom", "household", "beauty", "other"),
        ),
    )  # fmt: skip


def test_without_grouping_every_category_has_its_line():
    lines = recommend(2_890_000, HOUSEHOLD, whole=WHOLE, group_below=0, unit=100)
    assert {line.code: line.amount for line in lines} == {code: 1000 * w for code, w in HOUSEHOLD_PROFILE.items()}
    assert not any(line.includes for line in lines)
    assert [line.code for line in lines] == list(HOUSEHOLD_PROFILE)


def test_with_everything_grouped_there_is_one_line():
    assert split(5_000, food=60, beauty=40, group_below=100) == [("other", 100.0, 5_000, "food", "beauty")]


def test_three_equal_shares_of_1000050():
    parts = split(1_000_050, food=1, housing=1, transport=1)
    assert parts == [("food", 33.3, 333_450), ("housing", 33.3, 333_300), ("transport", 33.3, 333_300)]


@pytest.mark.parametrize(("percent", "grouped"), [(9, False), (10, True), (11, True)])
def test_a_share_of_exactly_the_limit_is_grouped(percent, grouped):
    codes = [line[0] for line in split(10_000, food=90, beauty=10, group_below=percent)]
    assert codes == ["food", "other" if grouped else "beauty"]


def test_other_stands_for_itself_too_where_it_has_a_share():
    assert split(10_000, food=90, beauty=4, other=6)[-1] == ("other", 10.0, 1_000, "beauty", "other")


def test_other_is_not_said_to_be_included_where_it_has_none():
    assert split(10_000, food=94, beauty=6, other=0)[-1] == ("other", 6.0, 600, "beauty")


def test_other_alone_includes_nothing_else_and_says_nothing():
    assert split(10_000, food=95, other=5)[-1] == ("other", 5.0, 500)


def test_a_category_nobody_budgets_is_neither_shown_nor_included():
    assert split(10_000, food=94, housing=0, beauty=6, other=0) == [
        ("food", 94.0, 9_400),
        ("other", 6.0, 600, "beauty"),
    ]


def test_a_total_below_the_unit_goes_to_the_largest_share():
    assert split(99, food=50, housing=30, transport=20) == [("food", 50.0, 99)]


def test_lines_without_an_amount_are_left_out():
    assert [line[0] for line in split(200, food=50, housing=30, transport=20)] == ["food", "housing"]


def test_other_may_be_the_largest():
    assert split(1_050, food=20, beauty=40, other=40, group_below=50)[-1] == (
        "other",
        100.0,
        1_050,
        "food",
        "beauty",
        "other",
    )


def test_nothing_to_go_by_is_refused():
    with pytest.raises(ValueError, match="no weight"):
        recommend(100, [Share("food", 0)], whole=1, group_below=10, unit=100)
