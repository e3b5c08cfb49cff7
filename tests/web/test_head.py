import pytest


@pytest.mark.parametrize(
    "address", ["/", "/expenses/", "/add/", "/budget/", "/calendar/", "/statistics/", "/settings/", "/inbox/"]
)
def test_who_only_asks_whether_a_page_is_there_is_told(pages, address):
    answer = pages.head(address)
    assert (answer.status_code, answer.content) == (200, b"")
