"""Each operation is described in full: said in a line, shown by example, with its right to be asked."""

import pytest
from openapi_schema_validator import OAS31Validator

from core.api.description import description

METHODS = ("get", "post", "put", "patch", "delete")
OPEN = {"/api/accounts/register/", "/api/accounts/login/", "/api/accounts/password/reset/", "/api/token/refresh/"}
OPERATIONS = [
    pytest.param(path, operation, id=f"{method} {path}")
    for path, item in description()["paths"].items()
    for method, operation in item.items()
    if method in METHODS
]


def bodies(operation):
    """The JSON bodies of a request and of its good answers."""
    answers = [answer for status, answer in operation["responses"].items() if status in ("200", "201")]
    for body in [operation.get("requestBody", {}), *answers]:
        if found := body.get("content", {}).get("application/json"):
            yield found


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_it_has_a_summary(path, operation):
    assert operation["summary"]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_it_says_whether_it_asks_for_a_login(path, operation):
    assert operation.get("security", []) == ([] if path in OPEN else [{"bearer": []}])


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_body_has_an_example(path, operation):
    assert all(body.get("examples") for body in bodies(operation))


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_example_is_what_its_schema_says(path, operation):
    for body in bodies(operation):
        schema = body["schema"] | {"components": description()["components"]}
        for example in body["examples"].values():
            OAS31Validator(schema).validate(example["value"])


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_a_body_may_be_left_out_only_of_a_change(path, operation):
    if "requestBody" in operation:
        assert operation["requestBody"].get("required", False) == ("Patched" not in str(operation["requestBody"]))
