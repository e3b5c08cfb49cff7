"""The pages that others wrote work with the scripts and styles that our policy leaves them."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.servers import MANAGE

from .visitor import DESKTOP, Visitor


@pytest.fixture(scope="module")
def staff(server) -> str:
    environment = server.environment | {"STAFF_PASSWORD": PASSWORD}
    subprocess.run([*MANAGE, "create_staff", "keeper"], env=environment, check=True, capture_output=True)
    return "keeper"


@pytest.fixture
def keeper(visitors, staff) -> Visitor:
    visitor: Visitor = visitors(DESKTOP)
    # Browsers ask for an icon that Django's pages do not name.
    visitor.expected.append("favicon.ico")
    page = visitor.goto("/admin/login/")
    page.locator("#id_username").fill(staff)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("[type=submit]").click()
    page.wait_for_url("**/admin/")
    return visitor


def test_the_apis_description_is_read_and_tried(visitors):
    page = visitors(DESKTOP).goto("/api/docs/")
    operation = page.locator("#operations-accounts-accounts_register")
    operation.locator(".opblock-summary-control").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.get_by_role("button", name="Execute").click()
    expect(operation.locator(".live-responses-table .response .response-col_status")).to_contain_text("201")


def test_the_admin_lists_and_shows(keeper):
    page = keeper.goto("/admin/accounts/user/")
    page.get_by_role("link", name="keeper").last.click()
    expect(page.locator("#user_form")).to_be_visible()
    page.locator(".theme-toggle").first.click()
    expect(page.locator("html")).to_have_attribute("data-theme", re.compile("light|dark"))
