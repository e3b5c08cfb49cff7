"""Every wrong parameter of the list is a 400 that names it."""

from urllib.parse import quote

import pytest

GIVEN = {"start_date": "2026-11-01", "end_date": "2026-11-30"}


def ask(client, **parameters):
    query = "&".join(f"{name}={quote(value)}" for name, value in (GIVEN | parameters).items() if value is not None)
    return client.get(f"/api/expenses/list/?{query}")


def error(answer):
    assert answer.status_code == 400
    return answer.json()["errors"][0]


@pytest.mark.parametrize("name", ["start_date", "end_date"])
def test_the_period_is_mandatory(as_alice, name):
    assert error(ask(as_alice, **{name: None})) | {"detail": ""} == {"code": "required", "detail": "", "attr": name}


@pytest.mark.parametrize("name", ["start_date", "end_date"])
@pytest.mark.parametrize(
    "value",
    [
        *["", "2026-02-30", "20261101", "2026-11-1", "2026-11-01T00:00", "٢٠٢٦-١١-٠١"],
        *["1899-12-31", "3000-01-01", "0000-01-01"],
    ],
)
def test_a_day_is_a_day(as_alice, name, value):
    assert error(ask(as_alice, **{name: value}))["attr"] == name


def test_it_cannot_end_before_it_starts(as_alice):
    found = error(ask(as_alice, end_date="2026-10-31"))
    assert (found["code"], found["attr"]) == ("period_reversed", "end_date")


def test_it_may_cover_ten_years_and_no_more(as_alice):
    assert ask(as_alice, start_date="2020-01-01", end_date="2030-01-07").status_code == 200
    found = error(ask(as_alice, start_date="2020-01-01", end_date="2030-01-08"))
    assert (found["code"], found["attr"]) == ("period_too_long", "end_date")
    assert "3,660" in found["detail"]


@pytest.mark.parametrize("bound", [("1900-01-01", "1900-01-01"), ("2999-12-31", "2999-12-31")])
def test_the_first_and_the_last_day_there_is_can_be_asked_for(as_alice, bound):
    assert ask(as_alice, start_date=bound[0], end_date=bound[1]).status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("limit", value) for value in ("0", "501", "-1", "1.0", "", "ten", "٥", "1_0", "9" * 5_000)],
        *[
            (name, value)
            for name in ("min_amount", "max_amount")
            for value in ("-1", "1e3", "", "1" * 14, "٥", "+1", " 1")
        ],
        *[("ordering", value) for value in ("", "memo", "--date", "-id", "date,amount")],
        *[("search", value) for value in ("x" * 501,)],
        *[("cursor", value) for value in ("", "x", "a:b:c", "é:é", "x" * 1_001)],
        *[("category[]", "food"), ("page", "2"), ("startdate", "2026-11-01"), ("format", "json")],
    ],
)
def test_it_names_the_parameter_that_is_wrong(as_alice, name, value):
    assert error(ask(as_alice, **{name: value}))["attr"] == name


@pytest.mark.parametrize("code", ["yacht", "FOOD", "food ", "식비"])
def test_an_unknown_category_is_named(as_alice, code):
    found = error(ask(as_alice, category=code))
    assert (found["code"], found["attr"]) == ("unknown_category", "category")
    assert code in found["detail"]


@pytest.mark.parametrize("code", ["", "x" * 33])
def test_what_cannot_be_a_category_is_refused_at_its_place(as_alice, code):
    assert error(ask(as_alice, category=code))["attr"] == "category.0"


def test_one_unknown_category_among_known_ones_is_named(as_alice):
    answer = as_alice.get("/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-30&category=food&category=yacht")
    assert "yacht" in error(answer)["detail"]


@pytest.mark.parametrize("name", ["start_date", "limit", "search", "ordering"])
def test_a_parameter_is_given_once(as_alice, name):
    query = "&".join(f"{given}={value}" for given, value in GIVEN.items())
    answer = as_alice.get(f"/api/expenses/list/?{query}&{name}=1&{name}=1", checked=False)
    assert error(answer)["attr"] == name


@pytest.mark.parametrize("search", ["%00", "%ff", "%ed%a0%80"])
def test_what_is_no_text_is_refused(as_alice, search):
    path = f"/api/expenses/list/?start_date=2026-11-01&end_date=2026-11-30&search={search}"
    assert as_alice.get(path, checked=False).status_code == 400
