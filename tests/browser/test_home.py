import re

from playwright.sync_api import expect

from .visitor import PHONE, looks


def left(page) -> str:
    return page.locator("#hero .won.hero").inner_text()


def test_what_is_jotted_down_appears_and_today_follows_without_loading_the_page(phone):
    page = phone.goto("/")
    before = left(page)
    page.evaluate("window.still = true")
    page.get_by_label("금액과 메모").fill("점심 1만2천")
    page.keyboard.press("Enter")
    expect(page.locator("#rows .row")).to_contain_text("점심")
    expect(page.locator("#rows .row .won")).to_have_text("12,000원")
    expect(page.locator("#hero .won.hero")).not_to_have_text(before)
    assert page.evaluate("window.still")
    assert phone.person.expenses()["total_expense"] == 12_000


def test_the_next_thing_can_be_typed_at_once(phone):
    page = phone.goto("/")
    for note in ("커피 4500", "버스 1500"):
        page.get_by_label("금액과 메모").fill(note)
        page.keyboard.press("Enter")
        expect(page.locator("#rows")).to_contain_text(note.split()[0])
        expect(page.get_by_label("금액과 메모")).to_be_focused()
        expect(page.get_by_label("금액과 메모")).to_have_value("")
    assert phone.person.expenses()["count"] == 2


def test_what_is_typed_while_the_last_line_is_being_sent_is_the_next_line(phone):
    page = phone.goto("/")
    held = []
    page.route("**/jot/", lambda route: held.append(route))
    note = page.get_by_label("금액과 메모")
    note.fill("커피 4500")
    with page.expect_request("**/jot/"):
        note.press("Enter")
    note.fill("버스 15")
    held[0].continue_()
    expect(page.locator("#rows")).to_contain_text("커피")
    expect(note).to_have_value("버스 15")


def test_a_pasted_card_message_is_shown_and_recorded_when_it_is_confirmed(phone):
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = phone.goto("/")
    text = "[Web발신]\n스타벅스24\n12,000원 승인\n홍*동\n롯데1*2*\n일시불, 01/02 12:34\n누적1,234,567원"
    page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    page.get_by_label("금액과 메모").focus()
    page.keyboard.press("Control+V")
    page.keyboard.press("Enter")
    expect(page.locator("#proposal")).to_contain_text("카드 문자에서 읽었어요")
    expect(page.get_by_label("금액과 메모")).to_have_value("스타벅스24 12,000원")
    expect(page.get_by_label("날짜")).to_have_value(re.compile(r"-01-02$"))
    expect(page.get_by_role("button", name="적기", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("스타벅스24 12,000원을 적었어요")


def test_a_double_tap_records_once(phone):
    page = phone.goto("/")
    page.get_by_label("금액과 메모").fill("커피 4500")
    page.get_by_role("button", name="적기", exact=True).dblclick()
    expect(page.locator("#rows .row")).to_have_count(1)
    assert phone.person.expenses()["count"] == 1


def test_nonsense_is_refused_beside_the_field_and_stays_in_it(phone):
    page = phone.goto("/")
    page.get_by_label("금액과 메모").fill("만원쯤")
    page.keyboard.press("Enter")
    expect(page.locator("#jot .error")).to_contain_text("금액이 없어요")
    expect(page.get_by_label("금액과 메모")).to_have_value("만원쯤")


def test_a_category_without_a_budget_is_added_with_none_in_one_step(phone):
    page = phone.goto("/")
    page.get_by_label("금액과 메모").fill("머리 28000")
    page.get_by_text("더 보기").click()
    page.get_by_text("미용", exact=True).click()
    page.get_by_role("button", name="적기", exact=True).click()
    page.get_by_role("button", name="예산 0원으로 추가").click()
    expect(page.locator("#rows .row")).to_contain_text("미용")
    [row] = phone.person.expenses()["expenses"]
    assert (row["category"], row["amount"]) == ("beauty", 28_000)


def test_a_number_says_why(phone):
    page = phone.goto("/")
    page.get_by_text("인가요?").click()
    expect(page.locator("#hero .ledger")).to_contain_text("390,000원")
    page.locator("#cat-food summary").click()
    expect(page.locator("#cat-food .ledger")).to_contain_text("300,000원")


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    phone.person.client.post("/api/expenses/", json={"category": "food", "amount": 12_000, "memo": "점심"})
    page = phone.goto("/")
    for summary in page.locator("details:not(.more) > summary").all():
        summary.click()
    phone.look_over()


def test_it_works_without_javascript(visitors, server):
    visitor = visitors(PHONE, java_script_enabled=False)
    visitor.log_in(server.person())
    page = visitor.page
    page.get_by_label("금액과 메모").fill("점심 9500")
    page.get_by_role("button", name="적기", exact=True).click()
    expect(page.locator("#rows .row")).to_contain_text("점심")
