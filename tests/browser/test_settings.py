from playwright.sync_api import expect

from .visitor import looks

PAGES = ("/settings/", "/settings/messages/", "/inbox/", "/settings/password/", "/settings/erase/")


def test_the_language_changes_and_back(phone):
    page = phone.goto("/settings/")
    page.get_by_label("언어").select_option("en")
    page.locator("form[action='/settings/profile/'] .primary").click()
    expect(page.get_by_role("heading", name="Settings")).to_be_visible()
    page.get_by_label("Language").select_option("ko")
    page.locator("form[action='/settings/profile/'] .primary").click()
    expect(page.get_by_role("heading", name="설정")).to_be_visible()


def test_colours_are_chosen_for_this_device(phone):
    page = phone.goto("/settings/")
    page.get_by_label("화면").select_option("dark")
    page.locator("form[action='/settings/profile/'] .primary").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(15, 16, 20)"


def test_messages_are_asked_for_and_tried(phone):
    page = phone.goto("/settings/messages/")
    page.get_by_text("아침, 오늘 쓸 돈").click()
    page.locator("form[method=post] .primary").first.click()
    expect(page.get_by_text("저장했어요")).to_be_visible()
    page.get_by_role("button", name="시험").click()
    expect(page.get_by_text("시험 알림을 보냈어요")).to_be_visible()
    page = phone.goto("/inbox/")
    expect(page.locator(".message")).to_have_count(1)


def test_only_the_fields_of_the_chosen_place_are_shown(phone):
    page = phone.goto("/settings/messages/")
    page.get_by_text("받을 곳 더하기").click()
    expect(page.get_by_label("이메일 주소")).to_be_visible()
    page.get_by_role("combobox", name="받는 곳").select_option("telegram")
    expect(page.get_by_label("봇 토큰")).to_be_visible()
    expect(page.get_by_label("이메일 주소")).to_be_hidden()
    expect(page.get_by_label("비밀번호")).to_be_hidden()


def test_an_address_asks_for_the_password(phone):
    page = phone.goto("/settings/messages/")
    page.get_by_text("받을 곳 더하기").click()
    page.get_by_label("이메일 주소").fill("jieun@example.org")
    page.get_by_label("비밀번호").fill("wrong horse 배터리")
    page.get_by_role("button", name="더하기", exact=True).click()
    expect(page.get_by_text("지금 비밀번호와 달라요.")).to_be_visible()
    expect(page.get_by_label("이메일 주소")).to_have_value("jieun@example.org")
    expect(page.get_by_label("비밀번호")).to_have_value("")


def test_logging_out_ends_the_login(phone):
    page = phone.goto("/settings/")
    page.get_by_role("button", name="로그아웃").click()
    expect(page.get_by_role("link", name="시작하기")).to_be_visible()
    phone.goto("/settings/")
    expect(page.get_by_role("heading", name="로그인")).to_be_visible()


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    for path in PAGES:
        phone.goto(path)
        phone.look_over()
        assert phone.has_room_for_large_letters()
