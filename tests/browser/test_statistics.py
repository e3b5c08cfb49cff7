from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from .visitor import DESKTOP, PHONE, looks

BUDGET = [
    {"category": "food", "amount": 600_000},
    {"category": "housing", "amount": 12_620_000, "fixed_amount": 550_000},
    {"category": "household", "amount": 20_000},
]
# Texts that cover each other, and those that leave their plot.
COLLISIONS = """(svg) => {
    const boxes = [...svg.querySelectorAll("text:not(.tip text)")].filter((one) => one.textContent)
        .map((one) => ({ text: one.textContent, box: one.getBoundingClientRect() }));
    const whole = svg.getBoundingClientRect();
    const found = boxes.filter(({ box }) => box.left < whole.left - 1 || box.right > whole.right + 1
        || box.top < whole.top - 1 || box.bottom > whole.bottom + 1).map(({ text }) => text);
    boxes.forEach((one, place) => boxes.slice(place + 1).forEach((other) => {
        if (one.box.left < other.box.right - 1 && other.box.left < one.box.right - 1
            && one.box.top < other.box.bottom - 4 && other.box.top < one.box.bottom - 4) {
            found.push(`${one.text} / ${other.text}`);
        }
    }));
    return found;
}"""
# Tips whose text is wider than they are, and those that leave their plot.
ESCAPES = """(svg) => {
    const whole = svg.getBoundingClientRect();
    return [...svg.querySelectorAll(".tip")].filter((tip) => {
        const box = tip.querySelector("rect").getBoundingClientRect();
        const text = tip.querySelector("text").getBoundingClientRect();
        return text.width > box.width || box.left < whole.left - 1 || box.right > whole.right + 1
            || box.top < whole.top - 1;
    }).map((tip) => tip.textContent);
}"""


@pytest.fixture(scope="module")
def settled(server):
    """Somebody with three months of expenses, one category over its budget."""
    person = server.person()
    today = date.fromisoformat(person.client.get("/api/expenses/daily-summary/").json()["date"])
    for months in range(3):
        month = (today.replace(day=1) - timedelta(days=30 * months)).strftime("%Y-%m")
        body = [line | {"month": month} for line in BUDGET]
        person.client.post("/api/budget/", json=body).raise_for_status()
    for ago in range(0, 60, 3):
        code = ("food", "household")[ago % 2]
        body = {"category": code, "amount": 9_000 + 777 * ago, "date": str(today - timedelta(ago))}
        person.client.post("/api/expenses/", json=body).raise_for_status()
    body = {"category": "household", "amount": 123_456, "date": str(today)}
    person.client.post("/api/expenses/", json=body).raise_for_status()
    return person


def opened(visitors, person, size=PHONE, **more):
    visitor = visitors(size, **more)
    visitor.log_in(person)
    visitor.goto("/statistics/")
    return visitor


def tip_of(hit):
    return hit.locator(".tip")


def middle_of(hit):
    """Return where a finger or pointer goes: what belongs together is wider, with its hidden tip."""
    hit.scroll_into_view_if_needed()
    box = hit.locator(".zone").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_the_keyboard_reaches_every_number_and_its_tip(visitors, settled):
    page = opened(visitors, settled, DESKTOP).page
    hits = page.locator("figure").nth(1).locator(".hit")
    hits.first.focus()
    expect(tip_of(hits.first)).to_have_css("opacity", "1")
    expect(tip_of(hits.last)).to_have_css("opacity", "0")
    for _ in range(hits.count() - 1):
        page.keyboard.press("Tab")
    expect(hits.last).to_be_focused()
    expect(tip_of(hits.last)).to_have_css("opacity", "1")
    assert tip_of(hits.last).text_content().split()[1] in hits.last.get_attribute("aria-label")


@pytest.mark.parametrize("plot", [0, 1, 2])
def test_a_tap_shows_a_tip(visitors, settled, plot):
    page = opened(visitors, settled, has_touch=True).page
    hit = page.locator("figure").nth(plot).locator(".hit").last
    page.touchscreen.tap(*middle_of(hit))
    expect(tip_of(hit)).to_have_css("opacity", "1")
    page.locator("h1").tap()
    expect(tip_of(hit)).to_have_css("opacity", "0")


def test_a_pointer_shows_a_tip(visitors, settled):
    page = opened(visitors, settled, DESKTOP).page
    hit = page.locator("figure").first.locator(".hit").nth(1)
    page.mouse.move(*middle_of(hit))
    expect(tip_of(hit)).to_have_css("opacity", "1")


@looks
@pytest.mark.parametrize("language", ["ko", "en"])
def test_there_is_no_barrier_and_nothing_runs_over(visitors, settled, language):
    settled.client.patch("/api/accounts/me/", json={"language": "ko"}).raise_for_status()
    visitor = visitors()
    visitor.log_in(settled)
    settled.client.patch("/api/accounts/me/", json={"language": language}).raise_for_status()
    page = visitor.goto("/statistics/")

    def plots():
        for plot in page.locator("figure svg").all():
            assert plot.evaluate(COLLISIONS) == []
            assert plot.evaluate(ESCAPES) == []

    visitor.look_over(plots)
    assert visitor.has_room_for_large_letters()
    settled.client.patch("/api/accounts/me/", json={"language": None}).raise_for_status()


def test_an_empty_page_has_one_way_on(phone):
    page = phone.goto("/statistics/")
    expect(page.locator("main .btn.primary")).to_have_count(1)
    phone.axe()
    page.locator("main .btn.primary").click()
    page.wait_for_url("**/add/")


def test_months_are_turned_without_javascript(visitors, settled):
    page = opened(visitors, settled, java_script_enabled=False).page
    before = page.locator("nav.month [aria-current]").inner_text()
    page.locator("nav.month a").first.click()
    expect(page.locator("nav.month [aria-current]")).not_to_have_text(before)
    expect(page.locator("figure .hit").first).to_be_visible()
    page.locator("nav.month a").last.click()
    expect(page.locator("nav.month [aria-current]")).to_have_text(before)
