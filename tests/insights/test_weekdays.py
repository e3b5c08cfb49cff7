"""What a weekday usually costs."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from insights.weekdays import weekday_means
from tests.insights.strategies import amounts, examples

MONDAY = date(2026, 11, 16)


def test_each_weekday_has_its_mean_over_its_days() -> None:
    found = weekday_means({MONDAY: 10_000, MONDAY - timedelta(7): 0, MONDAY + timedelta(1): 3_000})
    assert list(found.means) == [5_000, 3_000, None, None, None, None, None]
    assert found.overall == 4_333


def test_the_difference_is_that_of_the_numbers_shown() -> None:
    found = weekday_means({MONDAY: 1, MONDAY + timedelta(1): 2})
    assert (found.overall, found.differences[:3]) == (2, [-1, 0, None])


def test_without_days_nothing_is_known() -> None:
    assert weekday_means({}).overall is None
    assert weekday_means({}).differences == [None] * 7


@examples
@given(st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), amounts, min_size=1))
def test_all_days_lie_between_the_weekdays(spent: dict[date, int]) -> None:
    found = weekday_means(spent)
    known = [mean for mean in found.means if mean is not None]
    assert found.overall is not None
    assert min(known) <= found.overall <= max(known)
    assert len(known) == len({day.weekday() for day in spent})
