import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP, NARROW, PHONE, looks

ROWS = "#found .row"


def record(visitor, amount=9_500, memo="점심", *, days_ago=0, category="food"):
    """Record something over the API, so long ago by the day of the person's home."""
    today = date.fromisoformat(visitor.person.client.get("/api/expenses/daily-summary/").json()["date"])
    body = {"category": category, "amount": amount, "memo": memo, "date": str(today - timedelta(days_ago))}
    visitor.person.client.post("/api/expenses/", json=body).raise_for_status()


def week(visitor):
    """Open the list of the last days, whatever month they lie in."""
    today = date.today()
    days = f"start_date={today - timedelta(40)}&end_date={today + timedelta(1)}"
    return visitor.goto(f"/expenses/?{days}")


def test_an_expense_is_edited_in_its_place_and_all_sums_follow(phone):
    record(phone)
    page = week(phone)
    page.evaluate("window.still = true")
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_label("메모", exact=True).fill("저녁")
    page.get_by_label("금액", exact=True).fill("1만2천")
    page.keyboard.press("Enter")
    expect(page.locator(ROWS)).to_contain_text("저녁")
    expect(page.locator("#found .won.big")).to_have_text("12,000원")
    expect(page.locator(".day-head .won")).to_have_text("12,000원")
    expect(page.get_by_role("link", name="저녁 12,000원 고치기")).to_be_focused()
    assert page.evaluate("window.still")


def test_nonsense_is_refused_in_its_place_and_stays(phone):
    record(phone)
    page = week(phone)
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_label("금액", exact=True).fill("만원쯤")
    page.keyboard.press("Enter")
    expect(page.locator(".edit .error")).to_be_visible()
    expect(page.get_by_label("금액", exact=True)).to_have_value("만원쯤")
    phone.axe()
    page.get_by_role("link", name="그만두기").click()
    expect(page.locator(ROWS)).to_contain_text("9,500원")


def test_what_is_being_written_outlives_a_change_elsewhere(phone):
    record(phone)
    record(phone, 3_000, "버스", category="transport")
    page = week(phone)
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_label("메모", exact=True).fill("저녁 먹는 중")
    page.get_by_role("button", name="버스 3,000원, 합계에서 빼기").click()
    expect(page.locator("#found .won.big")).to_have_text("9,500원")
    expect(page.get_by_label("메모", exact=True)).to_have_value("저녁 먹는 중")
    page.locator(".edit").get_by_role("button", name="저장").click()
    expect(page.locator(ROWS, has_text="저녁 먹는 중")).to_have_count(1)


@looks
@pytest.mark.parametrize("size", [NARROW, DESKTOP])
def test_nothing_runs_over_however_long_or_large_it_is(visitors, server, size):
    visitor = visitors(size)
    visitor.log_in(server.person())
    visitor.person.client.post("/api/budget/", json=[{"category": "food", "amount": 10**12}]).raise_for_status()
    record(visitor, 10**12, "https://example.com/" + "a" * 200)
    record(visitor, 999_999_999_999, "아주긴메모" * 40, days_ago=1)
    for path in ("/", "/add/", "/expenses/", "/calendar/", "/budget/", "/statistics/"):
        visitor.goto(path)
        assert not visitor.overflows(), path


def test_one_tap_leaves_it_out_of_the_totals_and_one_takes_it_back(phone):
    record(phone)
    record(phone, 3_000, "버스", category="transport")
    page = week(phone)
    page.get_by_role("button", name="점심 9,500원, 합계에서 빼기").click()
    expect(page.locator(".row.is-out")).to_contain_text("합계 제외")
    expect(page.locator("#found .won.big")).to_have_text("3,000원")
    expect(page.locator("#found aside")).to_contain_text("제외한 1건 9,500원은 빠져 있어요.")
    phone.axe()
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator(".row.is-out")).to_have_count(0)
    expect(page.locator("#found .won.big")).to_have_text("12,500원")


def test_what_was_deleted_elsewhere_meanwhile_is_said_to_be_gone_and_goes(phone):
    phone.expected.append("404")
    record(phone)
    page = week(phone)
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_label("메모", exact=True).fill("저녁")
    [row] = phone.person.expenses()["expenses"]
    phone.person.client.delete(f"/api/expenses/{row['id']}/").raise_for_status()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_have_text("이 지출은 다른 곳에서 이미 지웠어요.")
    expect(page.locator("#found .row-edit")).to_have_count(0)


def test_what_is_deleted_can_be_brought_back(phone):
    record(phone)
    page = week(phone)
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_role("button", name="지우기").click()
    expect(page.locator("#found .row, #found .row-edit")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("이 기간에는 적은 게 없어요")
    assert phone.person.expenses()["count"] == 0
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator(ROWS)).to_contain_text("점심")
    assert phone.person.expenses()["total_expense"] == 9_500


def test_on_the_home_page_everything_follows_too(phone):
    record(phone)
    page = phone.goto("/")
    before = page.locator("#hero .won.hero").inner_text()
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_role("button", name="지우기").click()
    expect(page.locator("#rows .row, #rows .row-edit")).to_have_count(0)
    expect(page.locator("#hero .won.hero")).not_to_have_text(before)
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator("#hero .won.hero")).to_have_text(before)


def test_what_was_jotted_down_can_be_taken_back(phone):
    page = phone.goto("/")
    before = page.locator("#hero .won.hero").inner_text()
    page.get_by_label("금액과 메모").fill("점심 9500")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator("#rows .row")).to_have_count(0)
    expect(page.locator("#hero .won.hero")).to_have_text(before)
    assert phone.person.expenses()["count"] == 0


def test_scrolling_brings_all_of_300_and_a_change_keeps_the_place(phone):
    for number in range(300):
        record(phone, 1_000 + number, f"{number}번째", days_ago=number // 40)
    page = week(phone)
    expect(page.locator(ROWS)).to_have_count(50)
    while (seen := page.locator(ROWS).count()) < 300:
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.wait_for_function("seen => document.querySelectorAll('#found .row').length > seen", arg=seen)
    expect(page.locator("#more")).to_have_count(0)
    expect(page.locator(".day-head")).to_have_count(8)
    ids = page.locator(ROWS).evaluate_all("rows => rows.map(row => row.id)")
    assert len(set(ids)) == 300
    page.get_by_role("button", name="280번째 1,280원, 합계에서 빼기").click()
    expect(page.locator(".row.is-out")).to_have_count(1)
    expect(page.locator(ROWS)).to_have_count(300)
    expect(page.locator(".row.is-out")).to_be_in_viewport()


def test_a_filter_shows_what_it_asks_for_without_loading_the_page(desktop):
    record(desktop)
    record(desktop, 3_000, "버스", category="transport")
    record(desktop, 52_300, "장보기")
    page = week(desktop)
    page.evaluate("window.still = true")
    page.locator("#by-category > summary").click()
    page.get_by_text("교통", exact=True).first.click()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page).to_have_url(re.compile("category=transport"))
    page.locator("#by-category").get_by_text("교통", exact=True).click()
    expect(page.locator(ROWS)).to_have_count(3)
    page.locator("#by-amount > summary").click()
    page.get_by_label("최소").fill("만원쯤")
    page.keyboard.press("Tab")
    expect(page.locator("#amount-errors .error")).to_be_visible()
    desktop.axe()
    page.get_by_label("최소").fill("5만")
    page.keyboard.press("Tab")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator("#amount-errors .error")).to_have_count(0)
    page.get_by_label("최소").fill("")
    page.get_by_label("메모에서 찾기").press_sequentially("버스")
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_label("메모에서 찾기")).to_be_focused()
    assert page.evaluate("window.still")


def test_going_back_shows_what_was_there(phone):
    record(phone)
    page = week(phone)
    page.get_by_text("지난달").click()
    page.wait_for_url("**period=last**")
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.get_by_role("navigation", name="주 메뉴")).to_be_visible()


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    phone.goto("/expenses/?period=last")
    phone.axe()
    record(phone)
    page = week(phone)
    for name in ("by-category", "by-amount"):
        page.locator(f"#{name} > summary").click()
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    expect(page.locator(".edit")).to_be_visible()
    phone.look_over()


def test_it_works_without_javascript(visitors, server):
    visitor = visitors(PHONE, java_script_enabled=False)
    visitor.log_in(server.person())
    record(visitor)
    page = week(visitor)
    page.get_by_role("button", name="점심 9,500원, 합계에서 빼기").click()
    expect(page.locator(".row.is-out")).to_have_count(1)
    page.get_by_role("link", name="점심 9,500원 고치기").click()
    page.get_by_label("메모", exact=True).fill("저녁")
    page.get_by_role("button", name="저장").click()
    expect(page.locator(".row")).to_contain_text("저녁")
    page.get_by_role("link", name="저녁 9,500원 고치기").click()
    page.get_by_role("button", name="지우기").click()
    expect(page.locator(".row")).to_have_count(0)
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator(".row")).to_contain_text("저녁")
