"""Somebody else's category, page and token are, in every body, filter and form, what nobody's are."""

from collections.abc import Iterator
from typing import Any

import pytest

from core.api.description import description
from core.pages import PageForm
from tests.conftest import client_for
from tests.factories import PASSWORD, make_expense, make_plan, make_user
from tests.notifications.names import Names
from tests.web.conftest import client_of

from .household import Household, make_household, rows_of

THEIRS, NOBODYS = "cats", "nowhere"
PERIOD = "start_date=2026-11-01&end_date=2026-11-30"
# The fields of bodies and queries that name a row; what a cursor and a token hold is signed.
REFERENCES = {"category"}
SIGNED = {"cursor", "refresh"}
PLAIN = {
    "alerts", "amount", "at", "currency", "current_password", "date", "email", "end_date", "evening",
    "excluded_from_total", "fixed_amount", "floor_percent", "group_below", "hide_amounts", "holidays", "is_on", "kind",
    "label", "language", "limit", "max_amount", "memo", "min_amount", "month", "month_start_day", "morning",
    "new_password", "on", "ordering", "password", "rounding_unit", "search", "share_anonymously", "silent",
    "start_date", "target", "thresholds", "time_zone", "total_amount", "type", "unread", "username", "weekdays",
    "Idempotency-Key",
}  # fmt: skip
BODIES = [
    ("post", "/api/budget/", [{"category": "{}", "amount": 1}]),
    ("post", "/api/budget/", [{"category": "food", "amount": 1}, {"category": "{}", "amount": 1, "month": "2026-12"}]),
    ("post", "/api/expenses/", {"category": "{}", "amount": 1}),
    ("post", "/api/expenses/create/", {"category": "{}", "amount": 1}),
    ("put", "/api/expenses/mine/", {"category": "{}", "amount": 1, "date": "2026-11-01"}),
    ("put", "/api/expenses/update/mine/", {"category": "{}", "amount": 1, "date": "2026-11-01"}),
    ("patch", "/api/expenses/mine/", {"category": "{}"}),
    ("patch", "/api/expenses/update/mine/", {"category": "{}"}),
]
QUERIES = ["/api/expenses/", "/api/expenses/list/"]
FORMS = {
    "RecordingForm": None,
    "AddForm": ("/add/", {"category": "{}", "amount": "1", "key": "k"}),
    "JotForm": ("/jot/", {"category": "{}", "note": "lunch 1", "key": "k"}),
    "ChangeForm": ("/expenses/mine/", {"category": "{}", "amount": "1", "date": "2026-11-01"}),
    "BringBackForm": ("/expenses/bring-back/", {"category": "{}", "amount": "1", "date": "2026-11-01", "key": "k"}),
    "FilterForm": ("/expenses/", {"category": "{}"}),
}


@pytest.fixture
def theirs(alice, monkeypatch) -> Household:
    monkeypatch.setattr("socket.getaddrinfo", Names().getaddrinfo)
    return make_household(alice)


@pytest.fixture
def mine(bob) -> int:
    make_plan(bob, food=300_000)
    return make_expense(bob).pk


def filled(given: Any, code: str) -> Any:
    """Return a body with the code in it."""
    if isinstance(given, list):
        return [filled(one, code) for one in given]
    return {name: code if value == "{}" else value for name, value in given.items()}


def fields(schema: Any) -> Iterator[str]:
    """Give the names of all fields in a schema, however deep."""
    if name := schema.get("$ref"):
        schema = description()["components"]["schemas"][name.rpartition("/")[2]]
    for name, inner in schema.get("properties", {}).items():
        yield name
        yield from fields(inner)
    for inner in [*schema.get("allOf", ()), *schema.get("oneOf", ()), *filter(None, [schema.get("items")])]:
        yield from fields(inner)


def operations() -> Iterator[tuple[str, str, set[str]]]:
    """Give the method and path of every operation, and the fields that its query and body have."""
    for path, item in description()["paths"].items():
        for method, operation in item.items():
            names = {one["name"] for one in operation.get("parameters", ()) if one["in"] != "path"}
            for body in operation.get("requestBody", {}).get("content", {}).values():
                names |= set(fields(body["schema"]))
            yield method, path, names


def forms(base: type[PageForm] = PageForm) -> Iterator[type[PageForm]]:
    for form in base.__subclasses__():
        yield form
        yield from forms(form)


def test_of_every_field_it_is_known_whether_it_names_a_row():
    known = REFERENCES | SIGNED | PLAIN
    assert {name for _, _, names in operations() for name in names} == known


def test_every_operation_that_takes_a_category_is_tried():
    tried = {(method, path.replace("mine", "{id}")) for method, path, _ in BODIES} | {("get", path) for path in QUERIES}
    assert {(method, path) for method, path, names in operations() if names & REFERENCES} == tried


def test_every_form_that_takes_a_category_is_tried():
    assert {form.__name__ for form in forms() if "category" in form.base_fields} == FORMS.keys()


@pytest.mark.parametrize(("method", "path", "body"), BODIES)
def test_somebody_elses_category_in_a_body_is_nobodys(theirs, bob, mine, method, path, body):
    before, client = rows_of(bob), client_for(bob)
    before |= rows_of(theirs.owner)
    ask, path = getattr(client, method), path.replace("mine", str(mine))
    found = [ask(path, filled(body, code)).content.decode().replace(code, "CODE") for code in (THEIRS, NOBODYS)]
    assert found[0] == found[1]
    assert '"unknown_category"' in found[0]
    assert before | rows_of(bob) | rows_of(theirs.owner) == before


@pytest.mark.parametrize("path", QUERIES)
def test_somebody_elses_category_in_a_filter_is_nobodys(theirs, bob, path):
    client = client_for(bob)
    answers = [client.get(f"{path}?{PERIOD}&category={code}").content.decode() for code in (THEIRS, NOBODYS)]
    assert answers[0].replace(THEIRS, "CODE") == answers[1].replace(NOBODYS, "CODE")
    assert '"unknown_category"' in answers[0]


@pytest.mark.parametrize("name", [name for name, way in FORMS.items() if way])
def test_somebody_elses_category_in_a_form_is_nobodys(theirs, bob, mine, name):
    path, given = FORMS[name]
    browser, path = client_of(bob), path.replace("mine", str(mine))
    ask = browser.get if name == "FilterForm" else browser.post
    theirs_answer, nobodys_answer = (ask(path, filled(given, code)) for code in (THEIRS, NOBODYS))
    assert theirs_answer.status_code == nobodys_answer.status_code in (400, 422)
    assert "고양이" not in theirs_answer.content.decode()


def test_the_form_of_a_plan_leaves_somebody_elses_category_out(theirs, bob, mine):
    before, browser = rows_of(theirs.owner), client_of(bob)
    browser.post("/budget/", {"do": "save", "amount-food": "300000", "amount-cats": "5", "amount-nowhere": "5"})
    assert [line.category.code for line in bob.budget_lines.all()] == ["food"]
    assert rows_of(theirs.owner) == before


@pytest.mark.parametrize("path", ["/api/expenses/", "/api/expenses/list/"])
def test_a_cursor_from_somebody_elses_list_is_none(theirs, bob, path):
    make_expense(theirs.owner)
    next_page = client_for(theirs.owner).get(f"{path}?{PERIOD}&limit=1").json()["next"]
    assert client_for(bob).get(next_page).json()["errors"][0]["code"] == "invalid_cursor"


def test_somebody_elses_refresh_token_ends_no_login(bob, anyone):
    make_user("alice", password=PASSWORD)
    pair = anyone.post("/api/accounts/login/", {"username": "alice", "password": PASSWORD}).json()
    client = client_for(bob)
    answers = [client.post("/api/accounts/logout/", {"refresh": token}) for token in (pair["refresh"], "nobodys")]
    assert [answer.status_code for answer in answers] == [400, 400]
    assert answers[0].content == answers[1].content
    assert anyone.post("/api/token/refresh/", {"refresh": pair["refresh"]}).status_code == 200
