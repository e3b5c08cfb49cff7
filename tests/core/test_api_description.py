import pytest
import yaml
from openapi_spec_validator import validate


def test_it_is_valid_openapi(anyone):
    answer = anyone.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi"}, checked=False)
    description = yaml.safe_load(answer.content)
    validate(description)
    assert description["openapi"].startswith("3.1")


def test_it_needs_no_login_and_comes_as_json_too(anyone):
    answer = anyone.get("/api/schema/", headers={"Accept": "application/vnd.oai.openapi+json"}, checked=False)
    assert "/api/expenses/daily-recommendation/" in answer.json()["paths"]


def test_it_refuses_unknown_fields_in_writing(anyone):
    description = anyone.get("/api/schema/", headers={"Accept": "application/json"}, checked=False).json()
    schemas = description["components"]["schemas"]
    requests = {k: schema for k, schema in schemas.items() if k.endswith("Request") and schema["type"] == "object"}
    assert requests
    assert [name for name, schema in requests.items() if schema.get("additionalProperties") is not False] == []


@pytest.mark.parametrize("path", ["/api/docs/", "/"])
def test_the_pages_that_lead_there_open(client, db, path):
    assert client.get(path).status_code == 200


def test_the_pages_assets_come_from_our_own_origin(client, db):
    page = client.get("/api/docs/").content.decode()
    assert "http://" not in page
    assert "https://" not in page


@pytest.mark.parametrize("path", ["/api/docs/", "/api/schema/"])
def test_what_goes_wrong_there_is_told_in_json(anyone, path):
    answer = anyone.post(path, {}, checked=False)
    assert (answer.status_code, answer["Content-Type"], answer["Allow"]) == (405, "application/json", "GET, HEAD")
    answer = anyone.get(path, headers={"Accept": "image/png"}, checked=False)
    assert (answer.status_code, answer["Content-Type"]) == (406, "application/json")
