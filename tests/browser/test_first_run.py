from uuid import uuid4

import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP, NARROW, PHONE


def sign_up(visitor):
    page = visitor.goto("/signup/")
    page.get_by_label("이름").fill(f"p-{uuid4().hex[:12]}")
    page.get_by_label("비밀번호").fill("correct horse 배터리")
    page.get_by_role("button", name="시작하기").click()
    page.wait_for_url("**/start/")
    return page


def walk(visitor, *, look=lambda: None):
    page = sign_up(visitor)
    look()
    page.get_by_label("한 달에 쓸 돈").fill("200만")
    page.get_by_role("button", name="다음").click()
    page.wait_for_url("**/split/")
    look()
    page.get_by_role("button", name="좋아요").click()
    # On the first day of a month nothing is asked of before.
    if page.url.endswith("/spent/"):
        look()
        page.get_by_role("button", name="오늘 쓸 돈 보기").click()
    page.wait_for_url(f"{visitor.server.url}/")
    expect(page.locator("#hero .won.hero")).to_be_visible()
    return page


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP])
def test_from_signing_up_to_todays_number_without_a_barrier(visitors, size):
    visitor = visitors(size)

    def look():
        visitor.axe()
        assert not visitor.overflows()

    page = walk(visitor, look=look)
    assert int(page.locator("#hero .won.hero").inner_text().replace(",", "").replace("원", "")) > 0


def test_a_total_takes_one_tap(visitors):
    page = sign_up(visitors())
    page.get_by_role("button", name="200만").click()
    expect(page.get_by_label("한 달에 쓸 돈")).to_have_value("2,000,000")


def test_it_says_what_is_left_to_assign_while_one_types(visitors):
    page = sign_up(visitors())
    page.get_by_label("한 달에 쓸 돈").fill("2,000,000")
    page.get_by_role("button", name="다음").click()
    expect(page.locator("#unassigned")).to_be_hidden()
    page.locator("#id_amount-food").fill("0")
    expect(page.locator("#unassigned")).to_contain_text("아직 나누지 않았어요")


def test_it_works_without_javascript(visitors):
    walk(visitors(PHONE, java_script_enabled=False))
