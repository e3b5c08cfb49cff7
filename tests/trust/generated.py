"""Requests that schemathesis makes from the API's description, and what is wrong with the answers."""

import json
import re
from collections import Counter
from contextlib import closing
from datetime import timedelta
from typing import Any

import schemathesis
from django.db import connection
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    SimpleCheckConfig,
    StatefulPhaseConfig,
)
from schemathesis.engine import events, from_schema

from accounts import tokens
from accounts.models import AuthSession, User
from budget.wsgi import application
from core import clock
from core.api.description import description

# How a short run keeps short: tests/trust/test_hostile_requests.py has the wrong methods, too.
NO_WRONG_METHODS: set[str] = set()


@schemathesis.check
def refused_as_described(ctx: Any, response: Any, case: Any) -> None:
    """Whatever is refused is refused with a code that the operation names in its description."""
    if response.status_code < 400 or case.method != case.operation.method.upper():
        return
    known = _codes(case.operation.definition.raw["responses"].get(str(response.status_code), {}))
    found = {error["code"] for error in json.loads(response.content)["errors"]}
    assert found <= known, f"{response.status_code} {sorted(found - known)} is not in the description"


def _codes(answer: dict[str, Any]) -> set[str]:
    return set(re.findall(r"`([a-z0-9_]+)`", answer.get("description", "")))


class Trial:
    """What came of one seed: how many requests by phase, and what was wrong, each kind once."""

    def __init__(self) -> None:
        self.requests: Counter[str] = Counter()
        self.faults: dict[tuple[str, str], str] = {}

    @property
    def sent(self) -> int:
        return self.requests.total()

    def see(self, event: Any) -> None:
        if isinstance(event, events.ScenarioFinished):
            self.requests[str(event.phase)] += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                self._blame(event.recorder.label, [check for check in checks if check.failure_info])
        elif isinstance(event, events.NonFatalError):
            self.faults[event.label, "error"] = repr(event.value)

    def _blame(self, label: str, failed: list[Any]) -> None:
        for check in failed:
            failure = check.failure_info.failure
            self.faults.setdefault((label, check.name), f"{failure.message}\n{check.failure_info.code_sample}")


def try_out(owner: User, *, seed: int, examples: int, is_long: bool) -> Trial:
    """Send what one seed makes of the description, as `owner`, through the WSGI application."""
    schema = schemathesis.openapi.from_dict(
        json.loads(json.dumps(description(), default=str)), config=_config(seed, examples, is_long)
    )
    schema.app = whole
    schema.auth(refresh_interval=None)(_logged_in_as(owner))
    trial = Trial()
    for event in from_schema(schema).execute():
        trial.see(event)
    return trial


def whole(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer to the end: schemathesis leaves answers open, and with them their thread's connection."""
    try:
        with closing(application(environ, start_response)) as answer:
            return [b"".join(answer)]
    finally:
        connection.close()


def _config(seed: int, examples: int, is_long: bool) -> SchemathesisConfig:
    few = GenerationConfig(max_examples=examples)
    phases = PhasesConfig(
        coverage=CoveragePhaseConfig(unexpected_methods=None if is_long else NO_WRONG_METHODS),
        fuzzing=FuzzingPhaseConfig(generation=few),
        stateful=StatefulPhaseConfig(generation=few),
    )
    checks = ChecksConfig(
        # `refused_as_described` in its place: a category that nobody has is right by the schema.
        positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False),
        # Fails on WSGI (schemathesis 4.32); tests/trust/test_without_a_login.py asks every operation.
        ignored_auth=SimpleCheckConfig(enabled=False),
    )
    project = ProjectConfig(
        phases=phases, checks=checks, generation=GenerationConfig(deterministic=not is_long, no_shrink=True)
    )
    return SchemathesisConfig(seed=seed, projects=ProjectsConfig(default=project))


def _logged_in_as(owner: User) -> type:
    class Login:
        """A login that lives: some requests end the one they are sent with."""

        sid: Any = None

        def get(self, case: Any, context: Any) -> str:
            try:
                live = AuthSession.objects.filter(pk=self.sid, revoked_at=None)
                if self.sid is None or not live.exists():
                    expires = clock.now() + timedelta(days=180)
                    self.sid = AuthSession.objects.create(user=owner, expires_at=expires).pk
            finally:
                # It is asked for in schemathesis' own threads, which end with theirs open.
                connection.close()
            return tokens.issue_access(self.sid, owner)

        def set(self, case: Any, token: str, context: Any) -> None:
            case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}

    return Login
