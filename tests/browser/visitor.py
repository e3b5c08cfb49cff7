"""A person at a browser: everything that goes wrong in it, unasked for, fails the test."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import product
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.servers import PASSWORD, Person, Server

# What a page looks like is no business of the database: one of them will do.
looks = pytest.mark.only("sqlite")

PHONE, DESKTOP, NARROW = (360, 740), (1280, 800), (320, 640)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
# All is measured in letters: larger ones are the same as a smaller window.
LARGE = 1.3
# As Debian and others name it.
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A form that was refused says so in the page; the browser reports its status all the same.
REFUSED_FORM = r"status of 422"
TAGS = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@dataclass
class Visitor:
    """A page in a browser of its own, of somebody who may be logged in."""

    server: Server
    context: BrowserContext
    page: Page
    person: Person | None = None
    expected: list[str] = field(default_factory=lambda: [REFUSED_FORM])
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrong.append(f"exception: {error}"))

    def goto(self, path: str) -> Page:
        """Open an address and wait until nothing moves any more."""
        self.page.goto(self.server.url + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    def log_in(self, person: Person) -> None:
        """Log in as the form does."""
        self.goto("/login/")
        self.page.get_by_label("이름").fill(person.name)
        self.page.get_by_label("비밀번호").fill(PASSWORD)
        self.page.get_by_role("button", name="로그인").click()
        self.page.wait_for_url(f"{self.server.url}/")
        self.person = person

    def axe(self) -> None:
        """Find no barrier on the page as it stands."""
        found = Axe().run(self.page, options=TAGS).response["violations"]
        assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]

    def look_over(self, *more: Callable[[], None]) -> None:
        """Find no barrier, nothing wider than its window, and nothing that `more` asserts, at any size in any colours.

        The page stays as it stands: what is open in it stays open.
        """
        for scheme, (width, height) in product(SCHEMES, (NARROW, PHONE, DESKTOP)):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            self.page.set_viewport_size({"width": width, "height": height})
            self.axe()
            assert not self.overflows(), (scheme, width)
            for look in more:
                look()

    def has_room_for_large_letters(self) -> bool:
        """Tell whether the page fits a phone whose letters are a third larger, as browsers can be told to have them."""
        width, height = PHONE
        self.page.set_viewport_size({"width": round(width / LARGE), "height": round(height / LARGE)})
        return not self.overflows()

    def overflows(self) -> bool:
        """Tell whether the page is wider than its window."""
        wide: bool = self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        return wide

    def went_wrong(self) -> list[str]:
        """Return what was reported and not expected."""
        return [text for text in self.wrong if not any(re.search(pattern, text) for pattern in self.expected)]

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text} ({message.location.get('url')})")


def options(size: tuple[int, int], **more: Any) -> dict[str, Any]:
    """Return what a browser's context is made with."""
    width, height = size
    return {"viewport": {"width": width, "height": height}, "locale": "ko-KR", "timezone_id": "Asia/Seoul"} | more
