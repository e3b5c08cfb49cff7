import json
import re

import pytest

from core import errors
from postman.collection import item
from postman.files import COLLECTION, files
from postman.steps import Step
from postman.walk import FOLDERS

BRIEF = {
    "POST /api/accounts/register/",
    "POST /api/accounts/login/",
    "POST /api/accounts/logout/",
    "POST /api/token/refresh/",
    "POST /api/budget/",
    "GET /api/budget/",
    "GET /api/categories/",
    "POST /api/budget/recommendation/",
    "POST /api/expenses/create/",
    "GET /api/expenses/list/",
    "GET /api/expenses/:id/",
    "PUT /api/expenses/:id/",
    "PATCH /api/expenses/:id/",
    "DELETE /api/expenses/:id/",
    "GET /api/expenses/daily-summary/",
    "GET /api/expenses/daily-recommendation/",
    "GET /api/expenses/spending-statistics/",
}
ITEMS = [item for folder in json.loads(COLLECTION.read_text())["item"] for item in folder["item"]]


def walked(item):
    path = "/" + "/".join(part for part in item["request"]["url"]["path"] if part) + "/"
    return f"{item['request']['method']} {re.sub('{{.*}}', ':id', path)}"


@pytest.mark.parametrize(("path", "text"), [pytest.param(*file, id=file[0].name) for file in files().items()])
def test_a_file_is_what_the_description_and_the_walk_make_of_it(path, text):
    is_fresh = path.read_text() == text
    assert is_fresh, "make it anew: make collection"


def test_it_walks_every_row_of_the_brief():
    assert BRIEF - {walked(item) for item in ITEMS} == set()


@pytest.mark.parametrize("item", ITEMS, ids=walked)
def test_every_request_tests_status_and_shape(item):
    script = "\n".join(item["event"][-1]["script"]["exec"])
    assert item["event"][-1]["listen"] == "test"
    assert "pm.response.to.have.status(" in script
    assert "pm.response.to.have.jsonSchema(" in script or "pm.expect(pm.response.text()).to.be.empty" in script


def test_every_row_of_the_brief_shows_an_answer():
    shown = {walked(item) for item in ITEMS if any(answer["code"] < 300 for answer in item["response"])}
    assert BRIEF - shown == {"POST /api/accounts/logout/", "DELETE /api/expenses/:id/"}  # which answer without a body


@pytest.mark.parametrize("step", [step for folder in FOLDERS for step in folder.steps], ids=lambda step: step.name)
def test_every_answer_with_a_body_is_tested_for_its_meaning(step):
    assert step.checks or step.refusal or step.status in (204, 205)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (Step("x", "expenses_burn"), "no operation expenses_burn"),
        (Step("x", "expenses_list", status=418), "does not answer 418"),
        (Step("x", "expenses_list", query={"from": "2026-11-01"}), "takes no {'from'}"),
        (Step("x", "expenses_list", refusal=errors.UsernameTaken), "unique is not described"),
    ],
)
def test_a_step_that_the_description_does_not_know_is_refused(wrong, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        item(wrong)
