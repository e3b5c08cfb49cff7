"""The WSGI application that web servers load."""

import os
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Read and thrown away up to here, so that whoever sends too much sees the answer instead of a broken connection.
DRAINED = 8_000_000
CHUNK = 65_536


def with_whole_body(application: Application) -> Application:
    """Return the application with each body read before it begins, but for those that it refuses or streams itself.

    So a slow sender holds a thread and no database connection; and a body in chunks, whose length nobody announced
    and which Django takes for empty, gets its length.
    """

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ.get("HTTP_TRANSFER_ENCODING") and environ.get("wsgi.input_terminated"):
            kept, length = _read_chunks(environ["wsgi.input"])
            environ |= {"wsgi.input": BytesIO(kept), "CONTENT_LENGTH": str(length)}
        elif 0 < (length := _announced(environ)) <= settings.LARGEST_BODY:
            environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
        return application(environ, start_response)

    return answer


def _announced(environ: dict[str, Any]) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() else 0


def _read_chunks(stream: Any) -> tuple[bytes, int]:
    """Return a body, no more of it than may be used, and how long it was."""
    kept, length = bytearray(), 0
    while length < DRAINED and (chunk := stream.read(CHUNK)):
        length += len(chunk)
        kept += chunk[: settings.LARGEST_BODY - len(kept)]
    return bytes(kept), length


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "budget.settings")
application = with_whole_body(get_wsgi_application())
