"""Ending a web worker without losing a request: first no new connections, then "close" with every answer.

Once told to stop, granian closes what it has accepted and not read yet, and the system resets what waits to be
accepted; under load there is always something of both. So this comes a moment before.
"""

import ctypes
import mmap
import os
import socket
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from .wsgi import Application

# From <asm-generic/socket.h> and <linux/filter.h>; Python has no names for them.
SO_ATTACH_FILTER = 26
DROP_ALL = struct.pack("HBBI", 6, 0, 0, 0)

# One byte that all forks see.
closing = mmap.mmap(-1, 1)


def with_farewell(application: Application) -> Application:
    """Return the application, for a worker; once `closing` is set, it says "close" and the worker stops listening."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not closing[0]:
            return application(environ, start_response)
        turn_away_newcomers()

        def start_last_response(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, ("Connection", "close")], *rest)

        return application(environ, start_last_response)

    return answer


@cache
def turn_away_newcomers() -> None:
    """Have the system ignore attempts to connect, so that they are repeated and then refused, or answered elsewhere."""
    if sys.platform != "linux":
        return
    for entry in Path("/proc/self/fd").iterdir():
        # Whatever is no socket, or gone by now.
        with suppress(OSError), socket.socket(fileno=os.dup(int(entry.name))) as candidate:
            if candidate.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                rules = ctypes.create_string_buffer(DROP_ALL)
                program = struct.pack("HP", 1, ctypes.addressof(rules))
                candidate.setsockopt(socket.SOL_SOCKET, SO_ATTACH_FILTER, program)
