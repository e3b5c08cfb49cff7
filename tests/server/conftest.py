"""One server for all tests that leave it as it was."""

from collections.abc import Iterator

import pytest

from tests.servers import Person, Server, serving


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture
def person(server: Server) -> Person:
    return server.person()
