import pytest

from core.api.pagination import read_cursor, write_cursor
from core.errors import CursorInvalid


def test_a_cursor_gives_back_its_position():
    assert read_cursor(write_cursor(["2026-11-23", 7], scope="alice -date"), scope="alice -date") == ["2026-11-23", 7]


@pytest.mark.parametrize("scope", ["bob -date", "alice date", ""])
def test_a_cursor_serves_no_other_list(scope):
    with pytest.raises(CursorInvalid):
        read_cursor(write_cursor(["2026-11-23", 7], scope="alice -date"), scope=scope)


@pytest.mark.parametrize("garbage", ["", "x", "a:b", "W10:", "점", "=" * 5_000])
def test_a_cursor_that_nobody_wrote_is_refused(garbage):
    with pytest.raises(CursorInvalid):
        read_cursor(garbage, scope="s")


def test_a_cursor_with_something_added_is_refused():
    with pytest.raises(CursorInvalid):
        read_cursor(write_cursor([1], scope="s") + "x", scope="s")


def test_what_is_refused_is_the_cursor():
    with pytest.raises(CursorInvalid) as refused:
        read_cursor("x", scope="s")
    assert refused.value.attr == "cursor"


def test_a_cursor_outlives_an_upgrade(settings):
    settings.SECRET_KEY = "the same before and after"
    written_before = "WyIyMDI2LTExLTIzIiw3XQ:EvBD-j6dlYoOKZYvuS2RCpHgx46n8NiKqqSbgCHYe9I"
    assert read_cursor(written_before, scope="alice -date") == ["2026-11-23", 7]
