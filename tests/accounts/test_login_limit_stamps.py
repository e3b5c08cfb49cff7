from datetime import timedelta

import pytest

from accounts.limits import Limit, count, take_back
from accounts.models import Attempts
from core.errors import TooManyAttempts

pytestmark = pytest.mark.django_db
TWICE = [Limit("key", 2, 60)]


def stamps() -> list[int]:
    return [int(stamp) for stamp in Attempts.objects.get().stamps.split(",")[1:]]


def test_stamps_of_one_moment_still_differ():
    count([Limit("key", 3, 60)])
    count([Limit("key", 3, 60)])
    count([Limit("key", 3, 60)])
    first, second, third = stamps()
    assert (second, third) == (first + 1, first + 2)


def test_each_is_taken_back_alone():
    first, second = count(TWICE), count(TWICE)
    take_back(first)
    assert stamps() == [int(second[0].stamp[1:])]


def test_only_as_many_are_kept_as_the_limit_looks_at(fixed_now):
    for _ in range(5):
        count(TWICE)
        fixed_now.shift(timedelta(seconds=31))
    assert len(stamps()) == 2


def test_a_limit_of_one_keeps_one(fixed_now):
    for _ in range(3):
        count([Limit("key", 1, 60)])
        with pytest.raises(TooManyAttempts):
            count([Limit("key", 1, 60)])
        fixed_now.shift(timedelta(seconds=60))
    assert len(stamps()) == 1


def test_a_lowered_limit_looks_at_the_newest(fixed_now):
    for _ in range(4):
        count([Limit("key", 4, 60)])
        fixed_now.shift(timedelta(seconds=10))
    with pytest.raises(TooManyAttempts) as refused:
        count(TWICE)
    assert refused.value.retry_after == 40


def test_a_clock_set_back_asks_for_no_more_than_the_window(fixed_now):
    count(TWICE)
    count(TWICE)
    fixed_now.shift(timedelta(hours=-1))
    with pytest.raises(TooManyAttempts) as refused:
        count(TWICE)
    assert refused.value.retry_after == 60


def test_it_takes_one_statement_to_count(django_assert_num_queries):
    with django_assert_num_queries(1):
        count(TWICE)
