import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP, NARROW, PHONE


def test_an_amount_is_changed_and_saved(phone):
    page = phone.goto("/budget/")
    page.locator("#id_amount-food").fill("45만")
    page.keyboard.press("Enter")
    expect(page.get_by_text("저장했어요")).to_be_visible()
    expect(page.locator("#id_amount-food")).to_have_value("450,000")
    assert phone.person.client.get("/api/budget/").json()[0]["amount"] == 450_000


def test_it_says_what_is_left_and_spreads_it(phone):
    page = phone.goto("/budget/")
    page.get_by_label("한 달에 쓸 돈").first.fill("780,000")
    expect(page.locator("#unassigned")).to_contain_text("390,000원을 아직 나누지 않았어요")
    page.get_by_role("button", name="고르게 나누기").click()
    expect(page.locator("#id_amount-food")).to_have_value("600,000")
    expect(page.locator("#save-bar")).to_contain_text("저장하지 않은")


def test_the_recommended_split_is_taken_over_and_saved(phone):
    page = phone.goto("/budget/")
    page.get_by_label("한 달에 쓸 돈").first.fill("200만")
    page.get_by_role("button", name="추천대로 채우기").click()
    expect(page.locator("#id_amount-housing")).not_to_have_value("0")
    page.locator("#save-bar").get_by_role("button", name="저장").click()
    expect(page.get_by_text("저장했어요")).to_be_visible()
    assert sum(line["amount"] for line in phone.person.client.get("/api/budget/").json()) == 2_000_000


def test_a_category_goes_out_once_a_month(phone):
    page = phone.goto("/budget/")
    page.get_by_text("매달 한 번에 나가요").first.click()
    page.get_by_role("button", name="전부 고정비로").first.click()
    page.locator("#save-bar").get_by_role("button", name="저장").click()
    expect(page.get_by_text("저장했어요")).to_be_visible()
    [food, _] = phone.person.client.get("/api/budget/").json()
    assert food["fixed_amount"] == food["amount"]


def test_months_are_turned(phone):
    page = phone.goto("/budget/?month=2026-11")
    page.get_by_role("link", name="12월 예산").click()
    expect(page.get_by_role("heading", name="12월 예산")).to_be_visible()


@pytest.mark.parametrize("size", [NARROW, PHONE, DESKTOP])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_there_is_no_barrier_and_nothing_runs_over(visitors, server, size, scheme):
    visitor = visitors(size, color_scheme=scheme)
    visitor.log_in(server.person())
    visitor.goto("/budget/")
    for summary in visitor.page.locator("details > summary").all():
        summary.click()
    visitor.axe()
    assert not visitor.overflows()
