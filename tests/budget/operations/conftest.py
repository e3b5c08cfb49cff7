import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from budget.operations import logs


def handler(style: str) -> logging.StreamHandler[io.StringIO]:
    """Return a handler as the settings make it, that writes where the test can read."""
    made = logging.StreamHandler(io.StringIO())
    made.setFormatter(logs.formatter(style))
    made.addFilter(logs.WithoutAddress())
    return made


@pytest.fixture
def lines() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Return what the log has, line by line."""
    made = handler("JSON")
    logging.getLogger().addHandler(made)
    yield lambda: [json.loads(line) for line in made.stream.getvalue().splitlines()]
    logging.getLogger().removeHandler(made)


@pytest.fixture
def text() -> Iterator[Callable[[], str]]:
    """Return what the log shows to people."""
    made = handler("CONSOLE")
    logging.getLogger().addHandler(made)
    yield made.stream.getvalue
    logging.getLogger().removeHandler(made)
