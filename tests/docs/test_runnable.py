"""What the pages show is what is printed. `python -m tests.docs.rewrite PAGE` brings a page up to date."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.docs.running import RUNNABLE_PAGES, run, steps
from tests.servers import ROOT

# What is another one each time.
MASKED = {"id", "access", "refresh", "secret", "created_at", "updated_at"}


def documents(text: str) -> list[Any]:
    """Return the JSON documents that stand one behind the other."""
    found, rest = [], text.strip()
    while rest:
        document, end = json.JSONDecoder().raw_decode(rest)
        found.append(document)
        rest = rest[end:].strip()
    return found


def masked(document: Any) -> Any:
    """Return it with no more than the type of what is another one each time; the order of fields counts."""
    if isinstance(document, dict):
        return [(key, type(it).__name__ if key in MASKED else masked(it)) for key, it in document.items()]
    return [masked(one) for one in document] if isinstance(document, list) else document


@pytest.mark.server
@pytest.mark.parametrize("page", RUNNABLE_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_it_prints_what_the_page_shows(page: Path):
    for step, output in zip(steps(page), run(page), strict=True):
        where = f"{page.name}, line {step.command.line}"
        if step.answer is None:
            assert '"errors"' not in output, where
        elif step.answer.language == "text":
            assert output.strip() == step.answer.text.strip(), where
        else:
            # Of several answers a page may show the last ones only.
            shown = documents(step.answer.text)
            assert masked(documents(output)[-len(shown) :]) == masked(shown), where


def test_both_readmes_and_the_api_are_run():
    assert {ROOT / "README.md", ROOT / "README.ko.md", ROOT / "docs/api.md"} <= set(RUNNABLE_PAGES)
