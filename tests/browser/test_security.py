import pytest
from playwright.sync_api import expect

from tests.servers import PASSWORD

from .visitor import PHONE


def test_a_script_that_is_not_ours_does_not_run(phone):
    page = phone.goto("/")
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "window.stranger = true";
        document.body.append(script);
    }""")
    assert page.evaluate("window.stranger") is None
    assert any("Content Security Policy" in text for text in phone.wrong)
    phone.wrong.clear()


def end_logins_on_pages(person):
    for row in person.client.get("/api/accounts/sessions/").json():
        if not row["current"]:
            person.client.delete(f"/api/accounts/sessions/{row['id']}/")


def enter(visitor):
    visitor.page.get_by_label("이름").fill(visitor.person.name)
    visitor.page.get_by_label("비밀번호").fill(PASSWORD)
    visitor.page.get_by_role("button", name="로그인").click()


def test_a_login_that_ended_elsewhere_takes_the_whole_page_to_the_door_and_keeps_what_was_typed(phone):
    page = phone.goto("/")
    end_logins_on_pages(phone.person)
    page.get_by_label("금액과 메모").fill("점심 9500")
    page.get_by_role("group", name="카테고리").get_by_text("교통", exact=True).click()
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/**")
    expect(page.locator("#kept")).to_be_visible()
    assert page.locator("#jot").count() == 0
    enter(phone)
    expect(page.get_by_label("금액과 메모")).to_have_value("점심 9500")
    expect(page.get_by_role("radio", name="교통")).to_be_checked()


def test_a_row_that_was_being_changed_is_open_again_after_the_next_login(phone):
    phone.person.client.post("/api/expenses/", json={"category": "food", "amount": 4_500, "memo": "커피"})
    page = phone.goto("/expenses/")
    page.get_by_role("link", name="커피 4,500원 고치기").click()
    page.get_by_label("메모", exact=True).fill("라떼")
    end_logins_on_pages(phone.person)
    page.get_by_role("button", name="저장").click()
    page.wait_for_url("**/login/**")
    enter(phone)
    expect(page.get_by_label("메모", exact=True)).to_have_value("라떼")


@pytest.mark.parametrize("same", [True, False])
def test_a_plan_that_was_being_written_is_there_again_for_whoever_wrote_it(phone, server, same):
    page = phone.goto("/budget/")
    food = page.get_by_label("식비", exact=True)
    food.fill("123,456")
    end_logins_on_pages(phone.person)
    food.press("Enter")
    page.wait_for_url("**/login/**")
    if same:
        enter(phone)
        expect(food).to_have_value("123,456")
        expect(page.locator("#assigned")).to_contain_text("213,456원")
    else:
        phone.log_in(server.person())
        phone.goto("/budget/")
        expect(food).to_have_value("300,000")


def test_scripts_cannot_read_the_cookies(phone):
    phone.goto("/")
    assert phone.page.evaluate("document.cookie") == ""
    cookies = {cookie["name"]: cookie for cookie in phone.context.cookies()}
    assert all(cookie["httpOnly"] and cookie["sameSite"] == "Lax" for cookie in cookies.values())


def test_logging_in_gives_a_new_session(visitors, server):
    visitor, person = visitors(PHONE), server.person()
    visitor.log_in(person)
    [first] = [one["value"] for one in visitor.context.cookies() if one["name"] == "sessionid"]
    visitor.log_in(person)
    [second] = [one["value"] for one in visitor.context.cookies() if one["name"] == "sessionid"]
    assert first != second
