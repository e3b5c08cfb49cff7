"""python -m tests.browser.screens FOLDER: pictures of the pages of the demo, as phones and desks show them."""

import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from tests.servers import MANAGE, Server, fresh_environment, running

from .visitor import ARGUMENTS, CHROMIUM, DESKTOP, options

PHONE = (390, 844)
# Size, colours, and the pages to be shown so.
SHOWN = (
    (PHONE, "light", ("", "add", "expenses", "calendar", "budget", "statistics", "settings")),
    (PHONE, "dark", ("",)),
    (DESKTOP, "light", ("", "statistics")),
)


def show(browser: Browser, server: Server, folder: Path, name: str, password: str) -> None:
    """Take every picture."""
    for size, scheme, pages in SHOWN:
        context = browser.new_context(**options(size, color_scheme=scheme, reduced_motion="reduce"))
        page = context.new_page()
        page.goto(f"{server.url}/login/")
        page.locator("[name=username]").fill(name)
        page.locator("[name=password]").fill(password)
        page.locator("button.primary").click()
        page.wait_for_url(f"{server.url}/")
        for path in pages:
            page.goto(f"{server.url}/{path}{'/' if path else ''}")
            page.wait_for_load_state("networkidle")
            dark = "-dark" if scheme == "dark" else ""
            page.screenshot(path=folder / f"{path or 'today'}-{size[0]}{dark}.png")
        context.close()


def main(folder: Path) -> None:
    """Make up the household, serve it, and look at it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch, fresh_environment(BUDGET_DATA=f"{scratch}/demo") as (_, environment):
        said = subprocess.run([*MANAGE, "demo"], env=environment, check=True, capture_output=True, text=True).stdout
        name, password = re.findall(r"log in as (\S+) with the password (\S+)", said)[0]
        with running(Path(scratch), environment) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            show(browser, server, folder, name, password)
            browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
