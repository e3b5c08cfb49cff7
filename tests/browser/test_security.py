from playwright.sync_api import expect

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


def test_a_login_that_ended_elsewhere_takes_the_whole_page_to_the_door(phone):
    page = phone.goto("/")
    for row in phone.person.client.get("/api/accounts/sessions/").json():
        if not row["current"]:
            phone.person.client.delete(f"/api/accounts/sessions/{row['id']}/")
    page.get_by_label("금액과 메모").fill("점심 9500")
    page.keyboard.press("Enter")
    page.wait_for_url("**/login/**")
    expect(page.get_by_role("heading", name="로그인")).to_be_visible()
    assert page.locator("#jot").count() == 0


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
