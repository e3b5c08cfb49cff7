"""What the API says of budgets in its own description."""

import pytest

from core.api import description as api


@pytest.fixture(scope="module")
def description():
    return api.description()


def component(description, reference):
    return description["components"]["schemas"][reference["$ref"].rsplit("/", 1)[1]]


def body_of(description, path):
    content = description["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return component(description, content["schema"])


def test_a_list_of_budgets_has_1_to_100_items(description):
    body = body_of(description, "/api/budget/")
    assert (body["type"], body["minItems"], body["maxItems"]) == ("array", 1, 100)


def test_an_item_has_nothing_but_its_four_fields(description):
    item = component(description, body_of(description, "/api/budget/")["items"])
    assert set(item["properties"]) == {"category", "amount", "fixed_amount", "month"}
    assert set(item["required"]) == {"category", "amount"}
    assert item["additionalProperties"] is False
    assert item["properties"]["amount"]["maximum"] == 10**12


def test_the_month_is_a_parameter_of_reading_and_deleting(description):
    for path, method in (("/api/budget/", "get"), ("/api/budget/{category}/", "delete")):
        parameters = {p["name"]: p for p in description["paths"][path][method]["parameters"]}
        assert parameters["month"]["in"] == "query"
        assert "month" not in [name for name, p in parameters.items() if p.get("required")]


@pytest.mark.parametrize("code", ["unknown_category", "category_twice", "fixed_above_amount", "empty", "not_a_list"])
def test_it_names_the_codes_that_setting_a_budget_may_answer(description, code):
    operation = description["paths"]["/api/budget/"]["post"]
    assert f"`{code}`" in operation["description"] + operation["responses"]["400"]["description"]


def test_group_below_has_its_bounds_and_default(description):
    field = body_of(description, "/api/budget/recommendation/")["properties"]["group_below"]
    assert (field["minimum"], field["maximum"], field["default"]) == (0, 100, 10)
