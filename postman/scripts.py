"""The JavaScript that Postman runs around each request."""

import json
from typing import Any

from core.api.schema import phrase

from .steps import Step

HELPERS = {
    "saved(": "const saved = name => pm.collectionVariables.get(name);",
    "save(": "const save = (name, value) => pm.collectionVariables.set(name, value);",
    "sum(": "const sum = (rows, field) => rows.reduce((total, row) => total + row[field], 0);",
    "amountOf(": "const amountOf = (rows, category) => rows.find(row => row.category === category).amount;",
}
# The schemas are in one variable of the collection, so that each stands there once.
DESCRIBED = 'JSON.parse(pm.collectionVariables.get("schemas"))'
NO_BODY = {"본문이 없어요 · without a body": "pm.expect(pm.response.text()).to.be.empty;"}


def script(text: str) -> list[str]:
    """Return a script as Postman keeps it, line by line, with the helpers that it uses before it."""
    helpers = [helper for name, helper in HELPERS.items() if name in text]
    return [*helpers, *text.splitlines()]


def testing(step: Step, status: int, schema: dict[str, Any] | None, refused: Any) -> list[str]:
    """Return what is asserted of an answer: its status, its shape (None: it has no body), and its meaning."""
    titles = {f"{status} {phrase(status)}": f"pm.response.to.have.status({status});"}
    titles |= _shape(schema) if schema else NO_BODY
    titles |= _refusal(refused) if refused else {}
    titles |= step.checks
    lines = ["const answer = pm.response.json();"] if schema else []
    lines += [f"pm.test({_text(title)}, () => {{\n{_indented(check)}\n}});" for title, check in titles.items()]
    lines += [f"save({_text(name)}, {value});" for name, value in step.saves.items()]
    return script("\n".join(lines))


def _shape(schema: dict[str, Any]) -> dict[str, str]:
    name = schema.get("$ref") or schema["items"]["$ref"]
    title = f"설명서에 적힌 모양이에요 · shaped as described: {name.rpartition('/')[2]}{'[]' * ('items' in schema)}"
    whole = f"{{ allOf: [{json.dumps(schema)}], components: {{ schemas: {DESCRIBED} }} }}"
    return {title: f"pm.response.to.have.jsonSchema({whole});"}


def _refusal(body: dict[str, Any]) -> dict[str, str]:
    found = [[error["code"], error["attr"]] for error in body["errors"]]
    title = f"이유를 알려 줘요 · says why: {', '.join(code for code, _attr in found)}"
    return {
        title: f"pm.expect(answer.errors.map(error => [error.code, error.attr])).to.eql({json.dumps(found)});\n"
        "pm.expect(answer.errors.every(error => error.detail.length > 0)).to.be.true;"
    }


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
