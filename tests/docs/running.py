"""Running a page: its blocks marked `sh runnable`, in one shell, against the real service on the day it is of."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.docs.markdown import PAGES, Block, blocks
from tests.server.test_messages import mail_server
from tests.servers import serving

FIRST_MOMENT = "2026-11-24T01:22:46+00:00"
SHOWN_ADDRESS = "http://127.0.0.1:8000"
BETWEEN = "\x1e"
CLOCK = Path(__file__).parent / "clock"
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


def run(page: Path) -> list[str]:
    """Return what each step prints, when every command in it ends well."""
    with mail_server() as mailbox:
        mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mailbox.port), "SMTP_TLS": "none"}
        clock = {"PYTHONPATH": str(CLOCK), "FIRST_MOMENT": FIRST_MOMENT}
        with serving(**clock, **mail, MAIL_FROM="budget@example.org") as server:
            script = f"printf '{BETWEEN}'\n".join(step.command.text for step in steps(page))
            command = ["bash", "-euo", "pipefail", "-c", script.replace(SHOWN_ADDRESS, server.url)]
            done = subprocess.run(command, cwd=server.folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.split(BETWEEN)
