import pytest

from core.api.ids import LARGEST_ID, RowId


def test_an_id_goes_into_an_address_and_comes_back():
    assert RowId().to_python(RowId().to_url(LARGEST_ID)) == LARGEST_ID


def test_a_larger_one_is_in_no_address():
    with pytest.raises(ValueError, match=f"^{LARGEST_ID + 1}$"):
        RowId().to_python(str(LARGEST_ID + 1))
