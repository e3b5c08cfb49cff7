"""Failures, reported to Sentry or what speaks its protocol: what is logged as an error, and what ends a process.

Nothing hooks into requests, statements or calls to others, so nothing of them is there to leak. Of an event, only what
is named here goes out: a new version of the SDK, with more to tell, tells it to nobody.
"""

from typing import TYPE_CHECKING, Any, cast

import sentry_sdk
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.dedupe import DedupeIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

from budget import __version__

from .observer import current, method_of, route_of, user_id_of
from .tracebacks import described

if TYPE_CHECKING:
    from sentry_sdk.types import Event, Hint

KEPT = ("event_id", "timestamp", "level", "platform", "release", "environment", "sdk", "logger", "modules")
KEPT_OF_EXCEPTION = ("type", "module", "mechanism", "stacktrace")
KEPT_OF_FRAME = (
    "filename", "abs_path", "function", "module", "lineno", "pre_context", "context_line", "post_context", "in_app",
)  # fmt: skip


def report_to(dsn: str) -> None:
    """Report failures of this process and its forks from now on."""
    sentry_sdk.init(
        dsn=dsn,
        release=f"harumok@{__version__}",
        before_send=scrubbed,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        trace_propagation_targets=[],
        default_integrations=False,
        integrations=[
            LoggingIntegration(level=None),
            ExcepthookIntegration(),
            ThreadingIntegration(propagate_scope=False),
            DedupeIntegration(),
            AtexitIntegration(callback=lambda pending, timeout: None),
        ],
    )


def scrubbed(event: "Event", hint: "Hint") -> "Event":
    """Return what may leave: where it happened, and what kind of error it was."""
    given: dict[str, Any] = dict(event)
    kept = {name: given[name] for name in KEPT if name in given}
    if message := given.get("logentry", {}).get("message"):
        # The words of the code; what was to be put into them stays here.
        kept["logentry"] = {"message": message}
    if exceptions := given.get("exception", {}).get("values"):
        kept["exception"] = {"values": [_exception(value) for value in exceptions]}
    if seen := current.get():
        route = route_of(seen.request)
        kept["transaction"] = route
        kept["tags"] = {"request_id": seen.id, "method": method_of(seen.request), "route": route}
        kept["user"] = {"id": user_id_of(seen.request)}
    return cast("Event", kept)


def _exception(value: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value[name] for name in KEPT_OF_EXCEPTION if name in value}
    kind = ".".join(filter(None, (value.get("module"), value.get("type"))))
    kept["value"] = described(kind, value.get("value") or "").removeprefix(kind).removeprefix(": ")
    if frames := (value.get("stacktrace") or {}).get("frames"):
        kept["stacktrace"] = {"frames": [{name: frame.get(name) for name in KEPT_OF_FRAME} for frame in frames]}
    return kept
