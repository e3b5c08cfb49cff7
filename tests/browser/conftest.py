"""A real Chromium against the real server. Without one these tests are left out, which CI does not take."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.servers import Server, serving

from .visitor import ARGUMENTS, CHROMIUM, DESKTOP, PHONE, Visitor, options


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(__file__.removesuffix("/conftest.py")):
            item.add_marker(pytest.mark.server)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip("there is no Chromium on this machine"))


@pytest.fixture(scope="package")
def server() -> Iterator[Server]:
    # A visitor or two at a time: the tests' PostgreSQL has 100 connections for all the servers of a run.
    with serving(DATABASE_POOL_SIZE="4") as server:
        yield server


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    # Not for longer: while Playwright runs, Django takes its thread for an asynchronous one.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visitors(chromium: Browser, server: Server) -> Iterator[Callable[..., Visitor]]:
    """Return a maker of visitors whom nobody knows yet; what went wrong in their browsers fails the test at its end."""
    made: list[Visitor] = []
    with ExitStack() as stack:

        def make(size: tuple[int, int] = PHONE, **more: Any) -> Visitor:
            context = chromium.new_context(**options(size, **more))
            stack.callback(context.close)
            context.set_default_timeout(15_000)
            made.append(Visitor(server, context, context.new_page()))
            return made[-1]

        yield make
    assert [text for visitor in made for text in visitor.went_wrong()] == []


@pytest.fixture
def phone(visitors: Callable[..., Visitor], server: Server) -> Visitor:
    """Somebody logged in at a phone, with a budget for food and transport."""
    visitor = visitors(PHONE)
    visitor.log_in(server.person())
    return visitor


@pytest.fixture
def desktop(visitors: Callable[..., Visitor], server: Server) -> Visitor:
    """The same at a desk."""
    visitor = visitors(DESKTOP)
    visitor.log_in(server.person())
    return visitor
