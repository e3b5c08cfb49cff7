import json

import pytest

from budget_management.models import BudgetLine
from budget_management.selectors import plan_for
from core.periods import BudgetMonth
from expenses.models import Expense
from tests.factories import make_expense, make_plan

JSON = {"HTTP_ACCEPT": "application/json"}
COFFEE = {"amount": "4,500", "category": "food", "memo": "커피", "when": "today", "key": "tap-1"}


@pytest.fixture(autouse=True)
def _plan(alice):
    make_plan(alice, food=300_000, transport=90_000)


def rows():
    return list(Expense.objects.values_list("category__code", "amount", "memo", "spent_on__day"))


def test_an_entry_is_recorded_and_leads_home(pages):
    assert pages.post("/add/", COFFEE)["Location"] == "/"
    assert rows() == [("food", 4_500, "커피", 23)]
    assert "커피 4,500원을 적었어요" in pages.get("/").content.decode()


def test_two_taps_make_one_row(pages):
    for _ in range(2):
        pages.post("/add/", COFFEE)
    assert len(rows()) == 1


def test_a_key_used_for_something_else_is_refused(pages):
    pages.post("/add/", COFFEE)
    page = pages.post("/add/", COFFEE | {"amount": "9,500"})
    assert page.status_code == 422
    assert "다른 내용으로 이미 보냈어요" in page.content.decode()
    assert len(rows()) == 1


@pytest.mark.parametrize(("when", "day", "falls_on"), [("yesterday", "", 22), ("other", "2026-11-03", 3), ("", "", 23)])
def test_the_day_is_chosen(pages, when, day, falls_on):
    pages.post("/add/", COFFEE | {"when": when, "day": day})
    assert rows()[0][3] == falls_on


@pytest.mark.parametrize("day", ["", "2026-02-30", "tomorrow", "0001-01-01", "1899-12-31", "3000-01-01"])
def test_another_day_has_to_be_one(pages, day):
    page = pages.post("/add/", COFFEE | {"when": "other", "day": day})
    assert page.status_code == 422
    assert 'id="id_day_error"' in page.content.decode()
    assert rows() == []


def test_what_waited_for_the_network_is_answered_in_json(pages):
    answer = pages.post("/add/", COFFEE, **JSON)
    assert answer.status_code == 201
    said = answer.json()
    assert said["text"] == "커피 4,500원을 적었어요."
    assert said["undo"] == f"/expenses/{Expense.objects.get().pk}/remove/"


def test_what_is_refused_says_why_in_json(pages):
    answer = pages.post("/add/", COFFEE | {"amount": "만원쯤"}, **JSON)
    assert answer.status_code == 422
    assert set(answer.json()["errors"]) == {"amount"}


def test_a_category_without_a_budget_is_offered_and_added_in_one_step(alice, pages):
    beauty = COFFEE | {"category": "beauty"}
    assert 'name="allow"' in pages.post("/add/", beauty).content.decode()
    assert rows() == []
    assert pages.post("/add/", beauty | {"allow": "1"}).status_code == 302
    lines = {line.code: line.amount for line in plan_for(alice.pk, BudgetMonth(2026, 11)).lines}
    assert (lines["beauty"], lines["food"]) == (0, 300_000)


def test_a_category_that_is_none_is_refused_beside_its_field(pages):
    page = pages.post("/add/", COFFEE | {"category": "yacht"})
    assert page.status_code == 422
    assert 'id="id_category_error"' in page.content.decode()


def test_shared_text_fills_the_form(pages):
    page = pages.get("/add/", {"title": "카드 승인", "text": "스타벅스 4,500원"}).content.decode()
    assert 'value="4,500"' in page
    assert 'value="카드 승인 스타벅스"' in page


def test_the_most_used_categories_come_first(alice, pages):
    make_expense(alice, code="transport")
    page = pages.get("/add/").content.decode()
    assert page.index('value="transport"') < page.index('value="food"')


def test_a_kept_page_learns_who_is_logged_in(alice, pages, client):
    assert pages.get("/add/token/").json()["person"] == alice.pk
    assert client.get("/add/token/").json() == {"person": None, "token": None}


def test_what_the_service_worker_keeps_is_nobodys(alice, pages):
    for path in ("/add/empty/", "/offline/"):
        page = pages.get(path).content.decode()
        assert alice.username not in page
        assert "csrfmiddlewaretoken" not in page


def test_the_service_worker_names_every_asset_and_may_load_its_own(client):
    answer = client.get("/sw.js")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    for name in ("app.css", "app.js", "add.js", "queue.js"):
        assert f"/static/web/{name}" in text


def test_the_manifest_offers_recording_and_sharing(client):
    manifest = json.loads(client.get("/manifest.webmanifest").content)
    assert manifest["share_target"]["action"] == "/add/"
    assert manifest["shortcuts"][0]["url"] == "/add/"


def test_a_day_without_a_part_promises_no_rest(alice, pages):
    BudgetLine.objects.update(amount=0)
    assert "오늘 0원 남았어요" not in pages.get("/add/").content.decode()
