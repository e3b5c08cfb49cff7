"""The WSGI application that web servers load."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from io import BytesIO
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from core.api import NO_PAGE, announced_length

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# Read and thrown away up to here, so that whoever sends too much sees the answer instead of a broken connection.
DRAINED = 8_000_000
CHUNK = 65_536
# Seconds for which somebody with a body waits for a place: those that have come whole give theirs up at once.
PATIENCE = 0.1
# Whether there may be more of a body than was read.
BODY_LEFT = "harumok.body_left"
BUSY = b'{"type": "server_error", "errors": [{"code": "unavailable", "detail": "Too many bodies are on their way.", '
BUSY += b'"attr": null}]}'
BUSY_HEADERS = [
    ("Content-Type", "application/json"),
    ("Retry-After", "5"),
    ("Connection", "close"),
    ("Content-Security-Policy", NO_PAGE),
    ("X-Frame-Options", "DENY"),
    ("X-Content-Type-Options", "nosniff"),
]


def with_whole_body(
    application: Application, waiting_for_it: Callable[[], AbstractContextManager[object]] = nullcontext
) -> Application:
    """Return the application with each body read before it begins, within the context of `waiting_for_it`.

    So a slow sender holds a thread and no database connection; and a body in chunks, whose length nobody announced
    and which Django takes for empty, gets its length. A quarter of the threads never waits for anybody's body: however
    many hold one back, the others are answered.
    """
    places = BoundedSemaphore(max(1, settings.WEB_THREADS * 3 // 4))

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        chunked = bool(environ.get("HTTP_TRANSFER_ENCODING") and environ.get("wsgi.input_terminated"))
        announced = announced_length(environ)
        if chunked or announced:
            with waiting_for_it():
                if not places.acquire(timeout=PATIENCE):
                    start_response("503 Service Unavailable", BUSY_HEADERS)
                    return [BUSY]
                try:
                    kept, length = _read(environ["wsgi.input"], DRAINED if chunked else min(announced, DRAINED))
                finally:
                    places.release()
            environ["wsgi.input"] = BytesIO(kept)
            environ["harumok.body_cut"] = length < min(announced, DRAINED)
            environ[BODY_LEFT] = length >= DRAINED
            if chunked:
                environ["CONTENT_LENGTH"] = str(length)
        return application(environ, start_response)

    return answer


def _read(stream: Any, most: int) -> tuple[bytes, int]:
    """Return a body, no more of it than may be used, and how much of it came."""
    kept, length = bytearray(), 0
    while length < most and (chunk := stream.read(min(CHUNK, most - length))):
        length += len(chunk)
        kept += chunk[: max(0, settings.LARGEST_BODY - len(kept))]
    return bytes(kept), length


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
service: Application = get_wsgi_application()
application = with_whole_body(service)
