from playwright.sync_api import expect

from .visitor import looks

PAGES = ("/", "/login/", "/signup/", "/offline/", "/erased/", "/account/reset/x/y/", "/account/forgotten/")


def test_a_wrong_password_is_said_and_the_name_stays(visitors):
    page = visitors().goto("/login/")
    page.get_by_label("이름").fill("nobody")
    page.get_by_label("비밀번호").fill("guessed")
    page.get_by_role("button", name="로그인").click()
    expect(page.get_by_role("alert")).to_contain_text("이름이나 비밀번호")
    expect(page.get_by_label("이름")).to_have_value("nobody")


def test_the_language_changes_before_anybody_is_known(visitors):
    page = visitors().goto("/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", name="What may I spend today?")).to_be_visible()


def test_an_address_with_nothing_behind_it_leads_on(visitors):
    visitor = visitors()
    visitor.expected.append("status of 404")
    page = visitor.goto("/nothing/")
    expect(page.get_by_role("heading", name="이 주소에는 아무것도 없어요")).to_be_visible()
    visitor.axe()
    page.get_by_role("link", name="오늘로 가기").click()
    expect(page.get_by_role("link", name="시작하기")).to_be_visible()


@looks
def test_there_is_no_barrier_and_nothing_runs_over(visitors):
    visitor = visitors()
    for path in PAGES:
        visitor.goto(path)
        visitor.look_over()
