import pytest
from playwright.sync_api import expect

from .visitor import PHONE, looks


def saved(visitor) -> dict[str, tuple[int, int]]:
    rows = visitor.person.client.get("/api/budget/").json()
    return {row["category"]: (row["amount"], row["fixed_amount"]) for row in rows}


def save(page) -> None:
    page.locator("#save-bar").get_by_role("button", name="저장").click()
    expect(page.get_by_text("저장했어요")).to_be_visible()


def test_an_amount_is_changed_and_saved_by_enter(phone):
    page = phone.goto("/budget/")
    expect(page.locator("#save-bar")).to_be_hidden()
    page.locator("#id_amount-food").fill("45만")
    expect(page.locator("#save-bar")).to_contain_text("저장하지 않은 변경이 있어요")
    page.keyboard.press("Enter")
    expect(page.get_by_text("저장했어요")).to_be_visible()
    expect(page.locator("#id_amount-food")).to_have_value("450,000")
    expect(page.locator("#save-bar")).to_be_hidden()
    assert saved(phone)["food"] == (450_000, 0)


def test_what_is_not_saved_can_be_undone(phone):
    page = phone.goto("/budget/")
    page.locator("#id_amount-food").fill("1")
    page.locator("#save-bar").get_by_text("되돌리기").click()
    expect(page.locator("#id_amount-food")).to_have_value("300,000")
    assert saved(phone)["food"] == (300_000, 0)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("78만", "390,000원을 아직 나누지 않았어요"),
        ("1백만", "610,000원을 아직 나누지 않았어요"),
        ("1만2천", "총액보다 378,000원 더 나눴어요"),
        ("390,000", "모두 나눴어요"),
        ("３９０，０００원", "모두 나눴어요"),
    ],
)
def test_it_says_what_is_left_while_one_types(phone, typed, said):
    page = phone.goto("/budget/")
    page.locator("#id_total").fill(typed)
    expect(page.locator("#unassigned")).to_contain_text(said)


def test_the_slider_moves_the_total_and_the_recommended_split_follows(phone):
    page = phone.goto("/budget/")
    page.locator("#slider").fill("500000")
    expect(page.locator("#id_total")).to_have_value("500,000")
    expect(page.locator("#unassigned")).to_contain_text("110,000원을 아직 나누지 않았어요")
    expect(page.locator("#rec")).to_contain_text("500,000원을")


def test_what_is_left_is_spread_without_loading_the_page_and_can_be_gone_on_with(phone):
    page = phone.goto("/budget/")
    page.evaluate("window.still = true")
    page.locator("#id_total").fill("780,000")
    page.get_by_role("button", name="고르게 나누기").click()
    expect(page.locator("#id_amount-food")).to_have_value("600,000")
    expect(page.locator("#save-bar")).to_be_visible()
    page.locator("#id_amount-food").fill("500,000")
    expect(page.locator("#unassigned")).to_contain_text("100,000원을 아직 나누지 않았어요")
    assert page.evaluate("window.still")
    save(page)
    assert saved(phone) == {"food": (500_000, 0), "transport": (180_000, 0)}


def test_the_recommended_split_is_taken_over_adjusted_and_saved(phone):
    page = phone.goto("/budget/")
    page.locator("#id_total").fill("200만")
    page.get_by_role("button", name="추천대로 채우기").click()
    expect(page.locator("#unassigned")).to_contain_text("모두 나눴어요")
    expect(page.locator("#id_amount-food")).not_to_have_value("300,000")
    page.locator("#id_amount-transport").fill("0")
    save(page)
    kept = saved(phone)
    assert kept["transport"] == (0, 0)
    assert 300_000 < sum(amount for amount, _ in kept.values()) < 2_000_000


def test_a_tap_is_not_lost_to_what_follows_the_total(phone):
    page = phone.goto("/budget/")
    held = []

    def hold(route):
        held.append(route) if "do=recommend" in (route.request.post_data or "") else route.continue_()

    page.route("**/budget/**", hold)
    page.locator("#id_total").fill("200만")
    with page.expect_request(lambda request: "do=recommend" in (request.post_data or "")):
        page.get_by_role("button", name="추천대로 채우기").click()
    with page.expect_request(lambda request: "do=look" in (request.post_data or "")):
        page.locator("#id_total").fill("300만")
    held[0].continue_()
    expect(page.locator("#id_amount-food")).not_to_have_value("300,000")
    expect(page.locator("#unassigned")).to_contain_text("모두 나눴어요")


def test_a_category_goes_out_once_a_month_all_of_it_or_a_part(phone):
    page = phone.goto("/budget/")
    row = page.locator("[data-row]").first
    row.locator("summary").click()
    row.get_by_role("switch").check()
    expect(row.locator("summary")).to_contain_text("고정비 300,000원")
    row.get_by_label("그중 한 번에 나가는 돈").fill("12만")
    expect(row.locator("summary")).to_contain_text("고정비 120,000원")
    save(page)
    assert saved(phone)["food"] == (300_000, 120_000)


def test_categories_are_added_and_taken_out(phone):
    page = phone.goto("/budget/")
    row = page.locator("[data-row]").first
    row.locator("summary").click()
    row.get_by_role("button", name="예산에서 빼기").click()
    page.get_by_text("카테고리 더하기").click()
    page.locator("#id_amount-housing").fill("70만")
    save(page)
    assert saved(phone) == {"transport": (90_000, 0), "housing": (700_000, 700_000)}


def test_a_carried_plan_is_said_to_be_one(phone):
    page = phone.goto("/budget/")
    page.locator(".month a").last.click()
    expect(page.get_by_text("예산을 그대로 쓰고 있어요")).to_be_visible()


def test_nonsense_is_refused_beside_its_field_and_stays_in_it(phone):
    page = phone.goto("/budget/")
    page.locator("#id_amount-food").fill("많이")
    page.keyboard.press("Enter")
    expect(page.locator("#id_amount-food_error")).to_be_visible()
    expect(page.locator("#id_amount-food")).to_have_value("많이")


def test_it_works_without_javascript(visitors, server):
    visitor = visitors(PHONE, java_script_enabled=False)
    visitor.log_in(server.person())
    page = visitor.goto("/budget/")
    page.locator("#id_total").fill("780,000")
    page.get_by_role("button", name="다시 계산하기").click()
    expect(page.locator("#unassigned")).to_contain_text("390,000원을 아직 나누지 않았어요")
    page.get_by_role("button", name="고르게 나누기").click()
    expect(page.locator("#id_amount-food")).to_have_value("600,000")
    page.get_by_role("button", name="추천대로 채우기").click()
    save(page)
    assert sum(amount for amount, _ in saved(visitor).values()) == 780_000


@looks
def test_there_is_no_barrier_and_nothing_runs_over(phone):
    page = phone.goto("/budget/")
    page.locator("#id_total").fill("780,000")
    for summary in page.locator("details > summary").all():
        summary.click()
    for switch in page.get_by_role("switch").all():
        switch.check()
    phone.look_over()


def test_there_is_no_barrier_where_there_is_no_budget_yet(visitors):
    from .test_first_run import sign_up

    visitor = visitors(PHONE)
    sign_up(visitor)
    page = visitor.goto("/budget/")
    visitor.axe()
    page.get_by_role("link", name="1분 만에 정하기").click()
    page.wait_for_url("**/start/")
