"""The collection and its environment, as Postman reads them (v2.1)."""

import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.utils import translation
from drf_standardized_errors.types import ExceptionHandlerContext
from rest_framework.views import APIView

from core.api.description import description
from core.api.errors import ErrorHandler
from core.api.schema import phrase

from . import scripts
from .steps import ACCESS, Folder, Step
from .walk import FOLDERS

FORMAT = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"
LOCAL = {"base_url": "http://127.0.0.1:8000", "password": "battery 말 staple"}
HEADER = {"key": "Content-Type", "value": "application/json"}
ABOUT = """\
하루몫의 API를 처음부터 끝까지 걸어요. 요청마다 상태, 모양, 뜻을 확인하는 테스트가 있어요. \
위에서부터 차례로, 또는 Run으로 한꺼번에 실행하세요. 실행할 때마다 새 계정을 만들고 마지막에 지우니 몇 번이든 돼요.

Walks the whole API; every request has tests of status, shape and meaning. Run it from top to bottom. Each run signs \
somebody up and erases them at the end.

만들어진 파일이에요. 고치려면 `postman/`의 파이썬을 고치고 `make collection`을 실행하세요.

Generated: change `postman/`, then `make collection`.
"""


class Operation(NamedTuple):
    """An operation of the description."""

    method: str
    path: str
    about: dict[str, Any]


def collection() -> dict[str, Any]:
    """Return the collection. Raises ValueError where the walk is not what the description says."""
    with translation.override("ko"):
        items = [_folder(folder) for folder in FOLDERS]
    schemas = json.dumps(_answers(description()["components"]["schemas"]), ensure_ascii=False)
    return {
        "info": {"name": "하루몫 · Harumok", "description": ABOUT, "schema": FORMAT},
        "auth": _bearer(ACCESS),
        "item": items,
        "variable": [
            {"key": key, "value": value}
            for key, value in (LOCAL | dict.fromkeys(_saved(), "") | {"schemas": schemas}).items()
        ],
    }


def environment() -> dict[str, Any]:
    """Return the environment of a service on this machine."""
    return {
        "name": "하루몫 local",
        "values": [{"key": key, "value": value, "enabled": True} for key, value in LOCAL.items()],
        "_postman_variable_scope": "environment",
    }


def _saved() -> list[str]:
    names = ["username", *(name for folder in FOLDERS for step in folder.steps for name in step.saves)]
    return list(dict.fromkeys(names))


def _answers(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schemas of answers in the dialect that Postman checks: without formats that are no JSON Schema."""
    return {name: _plain(schema) for name, schema in schemas.items() if not name.endswith("Request")}


def _plain(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_plain(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    told = "description", "example"
    kept = {key: value for key, value in schema.items() if key not in told or not isinstance(value, str)}
    return {key: _plain(value) for key, value in kept.items() if (key, value) != ("format", "double")}


def _folder(folder: Folder) -> dict[str, Any]:
    return {"name": folder.name, "description": folder.says, "item": [item(step) for step in folder.steps]}


def _hold(holds: bool, otherwise: str) -> None:
    if not holds:
        raise ValueError(otherwise)


def _operation(name: str) -> Operation:
    found = [
        Operation(method, path, about)
        for path, methods in description()["paths"].items()
        for method, about in methods.items()
        if about["operationId"] == name
    ]
    _hold(bool(found), f"the description has no operation {name}")
    return found[0]


def item(step: Step) -> dict[str, Any]:
    """Return a request with its tests and saved answers. Raises ValueError where the description knows no such one."""
    operation = _operation(step.operation)
    status, body = _expected(step)
    answer = operation.about["responses"].get(str(status))
    _hold(answer is not None, f"{step.name}: {step.operation} does not answer {status}")
    described = answer.get("content", {}).get("application/json")
    for error in body["errors"] if body else ():
        _hold(f"`{error['code']}`" in answer["description"], f"{step.name}: {error['code']} is not described")
    request = _request(step, operation)
    events = {"test": scripts.testing(step, status, described and described["schema"], body)}
    if step.before:
        events = {"prerequest": scripts.script(step.before)} | events
    return {
        "name": step.name,
        "event": [
            {"listen": when, "script": {"type": "text/javascript", "exec": lines}} for when, lines in events.items()
        ],
        "request": request,
        "response": _saved_answers(step, operation, request, body),
    }


def _expected(step: Step) -> tuple[int, Any]:
    """Return the status, and of a refusal its body, as the service itself makes it."""
    if step.refusal is None:
        return step.status, None
    nowhere = ExceptionHandlerContext(view=APIView(), args=(), kwargs={}, request=None)
    answer = ErrorHandler(step.refusal(), nowhere).run()
    if answer is None:
        raise ValueError(f"{step.name}: the service does not refuse like this")
    return answer.status_code, json.loads(json.dumps(answer.data))


def _saved_answers(step: Step, operation: Operation, request: Mapping[str, Any], refused: Any) -> list[dict[str, Any]]:
    """Return what Postman shows below a request: the refusal to this very one, or the description's own example."""
    if refused:
        return [_saved_answer(step.name, request, _expected(step)[0], refused)]
    examples = _examples(operation.about["responses"][str(step.status)]) if step.shown else {}
    for value in _examples(operation.about.get("requestBody", {})).values():
        request = {**request, "body": _body(value)}
    return [_saved_answer(name, request, step.status, value) for name, value in examples.items()]


def _examples(about: Mapping[str, Any]) -> dict[str, Any]:
    examples = about.get("content", {}).get("application/json", {}).get("examples", {})
    return {example.get("summary", name): example["value"] for name, example in examples.items()}


def _saved_answer(name: str, request: Mapping[str, Any], status: int, value: Any) -> dict[str, Any]:
    return {
        "name": name,
        "originalRequest": {key: value for key, value in request.items() if key not in ("auth", "description")},
        "status": phrase(status),
        "code": status,
        "_postman_previewlanguage": "json",
        "header": [HEADER],
        "body": _text(value),
    }


def _request(step: Step, operation: Operation) -> dict[str, Any]:
    request: dict[str, Any] = {"method": operation.method.upper()}
    request["url"] = _url(step, operation)
    if not operation.about.get("security") or step.bearer is None:
        request["auth"] = {"type": "noauth"}
    elif step.bearer != ACCESS:
        request["auth"] = _bearer(step.bearer)
    request["header"] = [HEADER] if step.body is not None else []
    request["header"] += [{"key": key, "value": value} for key, value in step.headers.items()]
    if step.body is not None:
        request["body"] = _body(step.body)
    about = [step.says, operation.about["summary"], operation.about.get("description", "")]
    return request | {"description": "\n\n".join(filter(None, about))}


def _url(step: Step, operation: Operation) -> dict[str, Any]:
    known = {one["name"] for one in operation.about.get("parameters", []) if one["in"] == "query"}
    _hold(known >= set(step.query), f"{step.name}: {step.operation} takes no {set(step.query) - known}")
    path = (step.path or operation.path).format(**step.params)
    query = [{"key": key, "value": value} for key, value in step.query.items()]
    raw = "{{base_url}}" + path + ("?" + urlencode(step.query, safe="{}") if query else "")
    url = {"raw": raw, "host": ["{{base_url}}"], "path": path.removeprefix("/").split("/")}
    return url | ({"query": query} if query else {})


def _bearer(token: str) -> dict[str, Any]:
    return {"type": "bearer", "bearer": [{"key": "token", "value": token, "type": "string"}]}


def _body(value: Any) -> dict[str, Any]:
    return {"mode": "raw", "raw": _text(value), "options": {"raw": {"language": "json"}}}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
