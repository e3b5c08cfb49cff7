import pytest

from operations.postgresql import goes_with


@pytest.mark.parametrize(
    ("tool", "server", "fine"),
    [(16, 16, True), (16, 14, True), (15, 16, False), (17, 16, False), (18, 17, True), (18, 18, True)],
)
def test_tools_go_with_the_server_when_it_takes_back_what_they_write(tool, server, fine):
    assert goes_with(tool, server) is fine
