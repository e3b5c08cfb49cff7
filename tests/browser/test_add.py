import pytest
from playwright.sync_api import expect

from .visitor import NARROW, PHONE, looks

CUT = r"ERR_INTERNET_DISCONNECTED|Failed to fetch"


@pytest.fixture
def ready(phone):
    """A phone whose service worker has kept what it needs."""
    phone.expected.append(CUT)
    phone.goto("/add/")
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    phone.page.wait_for_function("navigator.serviceWorker.controller !== null")
    return phone


def choose(page, category):
    page.locator("#chips").get_by_text(category, exact=True).click()


def record(page, amount, category="식비", memo=""):
    page.get_by_label("금액").fill(amount)
    choose(page, category)
    page.get_by_label("메모").fill(memo)
    page.get_by_role("button", name="적기", exact=True).click()


def test_an_amount_and_a_category_are_enough(phone):
    page = phone.goto("/add/")
    record(page, "4500", "교통")
    expect(page.locator(".toast")).to_contain_text("교통 4,500원을 적었어요")
    [row] = phone.person.expenses()["expenses"]
    assert (row["category"], row["amount"], row["memo"]) == ("transport", 4_500, "")


def test_one_after_the_other_is_recorded_without_tls_too(phone):
    # Browsers have it only for pages that come by https, or from this very machine.
    phone.page.add_init_script("delete Crypto.prototype.randomUUID")
    page = phone.goto("/add/")
    for amount in ("4,500", "9,500"):
        record(page, amount)
        expect(page.locator(".toast").last).to_contain_text(f"식비 {amount}원을 적었어요")
    assert sorted(row["amount"] for row in phone.person.expenses()["expenses"]) == [4_500, 9_500]


def test_the_digits_on_the_page_write_the_amount(phone):
    page = phone.goto("/add/")
    for digit in ("1", "2", "00", "0"):
        page.get_by_role("button", name=digit, exact=True).click()
    expect(page.get_by_label("금액")).to_have_value("12,000")
    page.get_by_role("button", name="한 글자 지우기").click()
    expect(page.get_by_label("금액")).to_have_value("1,200")


def test_it_says_what_will_be_left(phone):
    page = phone.goto("/add/")
    before = page.locator("#after").inner_text()
    page.get_by_label("금액").fill("1000")
    expect(page.locator("#after")).to_contain_text("적고 나면")
    assert page.locator("#after").inner_text() != before


def test_what_is_typed_while_the_last_entry_is_being_sent_is_the_next_one(phone):
    page = phone.goto("/add/")
    held = []
    page.route("**/add/", lambda route: held.append(route))
    with page.expect_request("**/add/"):
        record(page, "4500", memo="커피")
    page.get_by_label("금액").fill("1500")
    held[0].continue_()
    expect(page.locator(".toast")).to_contain_text("커피 4,500원을 적었어요")
    expect(page.get_by_label("금액")).to_have_value("1,500")


def test_undo_takes_it_back(phone):
    page = phone.goto("/add/")
    record(page, "4500")
    page.locator(".toast").get_by_role("button", name="되돌리기").click()
    expect(page.locator(".toast")).to_have_count(0)
    assert phone.person.expenses()["count"] == 0


def test_a_double_tap_records_once(phone):
    page = phone.goto("/add/")
    page.get_by_label("금액").fill("4500")
    page.get_by_role("button", name="적기", exact=True).dblclick()
    expect(page.locator(".toast")).to_have_count(1)
    assert phone.person.expenses()["count"] == 1


def test_what_is_refused_is_said_beside_its_field(phone):
    page = phone.goto("/add/")
    record(page, "만원쯤", memo="택시")
    expect(page.locator("#add .error")).to_contain_text("금액으로 읽지 못했어요")
    expect(page.get_by_label("금액")).to_have_value("만원쯤")
    expect(page.get_by_label("메모")).to_have_value("택시")
    assert phone.person.expenses()["count"] == 0


def test_a_category_without_a_budget_is_added_with_none(phone):
    page = phone.goto("/add/")
    record(page, "28000", "미용", "머리")
    page.get_by_role("button", name="예산 0원으로 추가").click()
    page.wait_for_url("**/")
    expect(page.locator("#rows")).to_contain_text("머리")
    assert phone.person.expenses()["count"] == 1


def test_yesterday_and_other_days_can_be_chosen(phone):
    page = phone.goto("/add/")
    page.get_by_label("날짜").select_option("other")
    page.get_by_label("어느 날인가요?").fill("2026-01-02")
    record(page, "4500")
    expect(page.locator(".toast")).to_have_count(1)
    period = {"start_date": "2026-01-02", "end_date": "2026-01-02"}
    assert phone.person.client.get("/api/expenses/list/", params=period).json()["count"] == 1


def test_what_is_recorded_without_a_network_is_sent_once_when_it_is_back(ready):
    page = ready.page
    ready.context.set_offline(True)
    for amount, memo in (("4500", "커피"), ("9500", "점심"), ("1500", "버스")):
        record(page, amount, memo=memo)
        expect(page.get_by_label("금액")).to_have_value("")
    expect(page.locator("#waiting")).to_contain_text("3건")
    assert ready.person.expenses()["count"] == 0
    ready.context.set_offline(False)
    expect(page.locator("#waiting")).to_contain_text("3건을 모두 보냈어요")
    assert {row["memo"] for row in ready.person.expenses()["expenses"]} == {"커피", "점심", "버스"}


def test_the_page_opens_without_a_network_and_what_waits_outlives_it(ready):
    ready.context.set_offline(True)
    page = ready.page
    page.goto(ready.server.url + "/add/")
    record(page, "1만2천", "교통", "택시")
    expect(page.locator("#waiting")).to_contain_text("1건")
    expect(page.locator("#chips :checked")).to_have_count(1)
    page.goto(ready.server.url + "/add/?text=%EC%8A%A4%ED%83%80%EB%B2%85%EC%8A%A4")
    expect(page.locator("#waiting")).to_contain_text("1건")
    expect(page.get_by_label("메모")).to_have_value("스타벅스")
    ready.context.set_offline(False)
    ready.goto("/")
    expect(page.locator("#hero")).to_be_visible()
    page.wait_for_function("Queue.all().then((entries) => entries.length === 0)")
    [row] = ready.person.expenses()["expenses"]
    assert (row["category"], row["amount"], row["memo"]) == ("transport", 12_000, "택시")


def test_other_pages_say_that_there_is_no_network_and_lead_where_one_can_record(ready):
    # Whoever has only ever jotted things down on the first page can do it, too.
    ready.page.evaluate("localStorage.clear()")
    ready.goto("/")
    ready.context.set_offline(True)
    ready.page.goto(ready.server.url + "/budget/")
    expect(ready.page.get_by_role("heading", name="인터넷이 끊겼어요")).to_be_visible()
    ready.page.get_by_role("link", name="적기").click()
    expect(ready.page.get_by_label("금액")).to_be_visible()


def test_an_answer_that_is_lost_on_its_way_does_not_double_the_entry(ready):
    page = ready.page

    def lose(route):
        route.fetch()
        route.abort()

    ready.expected.append("ERR_FAILED")
    ready.context.route("**/add/", lambda route: lose(route) if route.request.method == "POST" else route.continue_())
    record(page, "4500", memo="커피")
    expect(page.locator("#waiting")).to_contain_text("1건")
    ready.context.unroute_all(behavior="wait")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#waiting")).to_contain_text("모두 보냈어요")
    assert ready.person.expenses()["count"] == 1


def test_what_waits_is_not_sent_as_somebody_else(ready, server):
    ready.context.set_offline(True)
    record(ready.page, "4500", memo="몰래")
    expect(ready.page.locator("#waiting")).to_contain_text("1건")
    # Whose it is goes, before the network comes back.
    other = server.person()
    ready.context.clear_cookies()
    ready.context.set_offline(False)
    ready.log_in(other)
    ready.goto("/")
    assert other.expenses()["count"] == 0
    assert ready.page.evaluate("Queue.all().then((entries) => entries.length)") == 1


def test_a_shared_text_fills_the_form(phone):
    page = phone.goto("/add/?text=%EC%8A%A4%ED%83%80%EB%B2%85%EC%8A%A4%204%2C500%EC%9B%90")
    expect(page.get_by_label("금액")).to_have_value("4,500")
    expect(page.get_by_label("메모")).to_have_value("스타벅스")
    page.get_by_role("button", name="적기", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("스타벅스 4,500원을 적었어요")
    # The next one is another one, also after the page comes anew.
    expect(page.get_by_label("금액")).to_have_value("")
    expect(page.get_by_label("메모")).to_have_value("")
    page.reload()
    expect(page.get_by_label("금액")).to_have_value("")


def test_it_can_be_installed(phone):
    page = phone.goto("/add/")
    manifest = page.evaluate("fetch(document.querySelector('link[rel=manifest]').href).then((answer) => answer.json())")
    assert {shortcut["url"] for shortcut in manifest["shortcuts"]} >= {"/add/"}
    for icon in manifest["icons"]:
        size = page.evaluate(
            "(src) => new Promise((done) => { const image = new Image(); image.onload = () => done(image.naturalWidth);"
            " image.src = src; })",
            icon["src"],
        )
        assert f"{size}x{size}" == icon["sizes"]


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    for path in ("/add/", "/add/empty/", "/offline/"):
        phone.goto(path)
        phone.look_over()


@looks
def test_the_last_button_is_in_sight_on_a_small_screen(phone):
    phone.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    page = phone.goto("/add/")
    button = page.get_by_role("button", name="적기", exact=True).bounding_box()
    assert button["y"] + button["height"] <= page.get_by_role("navigation").bounding_box()["y"]


def test_it_works_without_javascript(visitors, server):
    visitor = visitors(PHONE, java_script_enabled=False)
    visitor.log_in(server.person())
    page = visitor.goto("/add/")
    page.get_by_label("금액").fill("점심값 아님")
    page.get_by_role("button", name="적기", exact=True).click()
    expect(page.locator("#add .error")).to_be_visible()
    page.get_by_label("금액").fill("9,500")
    page.get_by_role("button", name="적기", exact=True).click()
    expect(page.locator("#rows")).to_contain_text("9,500")
