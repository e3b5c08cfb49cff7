"""Equal rows have equal digests, however a database spells them."""

from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID

from operations.transfer import Digest, tables


def digest(*rows):
    result = Digest()
    for row in rows:
        result.add(row)
    return result


def test_the_order_of_rows_and_keys_does_not_matter():
    assert digest((1, {"a": 1, "b": 2}), (2, None)) == digest((2, None), (1, {"b": 2, "a": 1}))


def test_a_moment_is_the_same_in_every_zone():
    seoul = timezone(timedelta(hours=9))
    assert digest([datetime(2026, 11, 23, 9, tzinfo=seoul)]) == digest([datetime(2026, 11, 23, tzinfo=UTC)])


def test_bytes_are_the_same_wherever_they_lie():
    assert digest([b"\x00\xff"]) == digest([memoryview(b"\x00\xff")])


def test_what_differs_differs():
    values = [0, 1, "", "1", None, True, date(2026, 11, 23), datetime(2026, 11, 23, tzinfo=UTC), UUID(int=1), 0.5]
    assert len({digest([value]).sum for value in values}) == len(values)


def test_twice_is_not_once():
    assert digest([1], [1]) != digest([1])
    assert digest([1], [1]).sum != digest([2], [2]).sum


def test_a_table_comes_after_those_it_refers_to():
    names = [model._meta.db_table for model in tables()]
    assert names.index("accounts_user") < names.index("budget_management_monthplan")
    assert names.index("budget_management_monthplan") < names.index("budget_management_budgetline")
    assert names.index("notifications_delivery") < names.index("notifications_inboxmessage")
    assert len(names) == len(set(names))
