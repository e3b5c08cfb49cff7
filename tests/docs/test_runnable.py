"""The blocks marked `sh runnable`, run in one shell against the real service on the day that the pages are of."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.docs.markdown import PAGES, Block, blocks
from tests.server.test_messages import mail_server
from tests.servers import ROOT, serving

FIRST_MOMENT = "2026-11-24T01:22:46+00:00"
SHOWN_ADDRESS = "http://127.0.0.1:8000"
BETWEEN = "\x1e"
# What is another one each time.
MASKED = {"id", "access", "refresh", "secret", "created_at", "updated_at"}
RUNNABLE_PAGES = [page for page in PAGES if any(block.is_runnable for block in blocks(page))]


@dataclass(frozen=True)
class Step:
    """A block, and what the page says that it prints."""

    command: Block
    answer: Block | None


def steps(page: Path) -> list[Step]:
    found = list(blocks(page))
    followers = [*found[1:], None]
    return [
        Step(one, following if following and following.language in ("json", "text") else None)
        for one, following in zip(found, followers, strict=True)
        if one.is_runnable
    ]


@pytest.fixture(scope="module", params=RUNNABLE_PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def page(request) -> Path:
    found: Path = request.param
    return found


@pytest.fixture(scope="module")
def printed(page) -> Iterator[list[str]]:
    """What each step of the page printed; each command in it ended well."""
    clock = {"PYTHONPATH": str(Path(__file__).parent / "clock"), "FIRST_MOMENT": FIRST_MOMENT}
    with mail_server() as mailbox:
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mailbox.port), "SMTP_TLS": "none"}
        with serving(**clock, **mail, MAIL_FROM="budget@example.org") as server:
            script = f"printf '{BETWEEN}'\n".join(step.command.text for step in steps(page))
            command = ["bash", "-euo", "pipefail", "-c", script.replace(SHOWN_ADDRESS, server.url)]
            done = subprocess.run(command, cwd=server.folder, capture_output=True, text=True, timeout=120)
            assert done.returncode == 0, done.stdout + done.stderr
            yield done.stdout.split(BETWEEN)


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
def test_it_prints_what_the_page_shows(page, printed):
    for step, output in zip(steps(page), printed, strict=True):
        where = f"{page.name}, line {step.command.line}"
        if step.answer is None:
            assert '"errors"' not in output, where
        elif step.answer.language == "text":
            assert output.strip() == step.answer.text.strip(), where
        else:
            assert masked(documents(output)[-1]) == masked(json.loads(step.answer.text)), where


def test_both_readmes_are_run():
    assert {ROOT / "README.md", ROOT / "README.ko.md"} <= set(RUNNABLE_PAGES)
