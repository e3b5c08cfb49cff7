"""Lines of the log: those of Django and the libraries come out as ours do, and nobody's data with none of them."""

import logging
import sys
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase
from structlog.typing import EventDict, Processor

from .observer import current, method_of, route_of, user_id_of
from .tracebacks import rendered

access = logging.getLogger("harumok.access")

# Of what is given with `extra`, these come into the line.
FIELDS = ("status", "duration_ms", "sql")
ANSWERED = "answered %s: %s"


def formatter(style: str) -> logging.Formatter:
    """Return what writes a record: as a JSON object, or for people."""
    chain: list[Processor] = [
        structlog.processors.TimeStamper(fmt="iso", utc=style == "JSON", key="timestamp"),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        add_request,
        structlog.stdlib.ExtraAdder(FIELDS),
        structlog.processors.ExceptionRenderer(rendered),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=chain,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer(style)],
    )


def _renderer(style: str) -> Processor:
    if style == "JSON":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback, pad_event_to=0
    )


def add_request(logger: Any, level: str, line: EventDict) -> EventDict:
    """Add which request a line belongs to, and whose that is."""
    if seen := current.get():
        line["request_id"] = seen.id
        line["method"] = method_of(seen.request)
        line["route"] = route_of(seen.request)
        if (user_id := user_id_of(seen.request)) is not None:
            line["user_id"] = user_id
    return line


class WithoutAddress(logging.Filter):
    """Takes out of Django's own lines what came with the request: the pattern stands for the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        request, status = getattr(record, "request", None), getattr(record, "status_code", None)
        if isinstance(request, HttpRequest) and status and record.msg != ANSWERED:
            record.msg, record.args = ANSWERED, (status, _reason(record) or route_of(request))
        return True


def _reason(record: logging.LogRecord) -> str:
    """Return what is wrong with a form; behind the dash is where it came from."""
    given = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    return str(given).partition(" - ")[0] if record.name == "django.security.csrf" else ""


def log_access(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Write the line of a request."""
    access.info("request", extra={"status": response.status_code, "duration_ms": round(seconds * 1000, 2)})
