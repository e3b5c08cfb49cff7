from playwright.sync_api import expect

from .visitor import looks


def record(visitor, amount=9_500, memo="점심"):
    body = {"category": "food", "amount": amount, "memo": memo}
    visitor.person.client.post("/api/expenses/", json=body).raise_for_status()


def today(visitor):
    return visitor.person.client.get("/api/expenses/daily-summary/").json()["date"]


def test_a_day_shows_its_sum_and_its_expenses(phone):
    record(phone)
    page = phone.goto("/calendar/")
    expect(page.locator(".cal [aria-current] .sum")).to_have_text("9,500")
    expect(page.locator("#picked .row")).to_contain_text("점심")


def test_another_day_is_picked_without_loading_the_page(desktop):
    record(desktop)
    page = desktop.goto("/calendar/")
    page.evaluate("window.still = true")
    first = page.locator(".cal a.cell").first
    name = first.get_attribute("id").removeprefix("on-")
    first.click()
    expect(page.locator(f"#on-{name}.picked")).to_be_visible()
    expect(page.locator(f"#on-{name}")).to_be_focused()
    expect(page.locator("#picked .row")).to_have_count(1 if name == today(desktop) else 0)
    assert page.evaluate("window.still")
    assert name in page.url


def test_a_change_is_seen_in_the_grid(phone):
    record(phone)
    page = phone.goto("/calendar/")
    page.get_by_role("button", name="점심 9,500원, 합계에서 빼기").click()
    expect(page.locator(".cal [aria-current] .sum")).to_have_text("0")
    page.get_by_role("button", name="되돌리기").click()
    expect(page.locator(".cal [aria-current] .sum")).to_have_text("9,500")


def test_months_are_turned_by_keyboard(desktop):
    page = desktop.goto("/calendar/")
    before = page.locator("h1").inner_text()
    page.locator(".month a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).not_to_have_text(before)
    page.locator(".month a").last.click()
    expect(page.locator("h1")).to_have_text(before)


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    record(phone, 1_200_000)
    phone.person.client.patch("/api/accounts/me/", json={"month_start_day": 25}).raise_for_status()
    for path in ("/calendar/", "/calendar/?month=2024-02"):
        phone.goto(path)
        phone.look_over()
