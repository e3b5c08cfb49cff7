"""HTTP to addresses given by users.

The name is looked up once, every address it stands for is checked, and the connection goes to one of those checked:
what the name stands for a moment later makes no difference. No redirects, no proxies of the environment; at most
64 KiB come in, and all of it takes at most 10 seconds. What the other side answers is neither shown nor logged.
"""

import socket
import ssl
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import cache
from time import monotonic
from typing import NoReturn

import httpcore
import httpx

from core import clock

from . import addresses

SECONDS = 10.0
MOST_BYTES = 65_536
LONGEST_WAIT = 7 * 86_400.0


class HttpFailed(Exception):
    """There was no answer. `code` is a class of error, and holds nothing that the other side said."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `retry_after` is in seconds; `body` is cut where it became too long or too slow."""

    status: int
    retry_after: float | None
    body: bytes


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = SECONDS,
    most_bytes: int = MOST_BYTES,
) -> Answer:
    """Post to an address given by a user, and return what came back, whatever its status. Raises HttpFailed."""
    limits = _Limits(seconds, most_bytes)
    try:
        address = addresses.read(url)
        network = _Network(addresses.ends(address, seconds), limits)
        with httpcore.ConnectionPool(ssl_context=tls(), network_backend=network) as pool:
            return _exchange(pool, address, body, headers)
    except addresses.NotAnAddress:
        _fail("invalid_address")
    except addresses.NotPublic:
        _fail("address_not_public")
    except TimeoutError:
        _fail("timeout")
    except ssl.SSLError:
        _fail("tls")
    except OSError:
        _fail("unreachable")
    except (httpcore.ProtocolError, httpcore.NetworkError):
        _fail("bad_answer")


def retry_after(value: str) -> float | None:
    """Return the seconds that a header Retry-After asks for, as a number or a date; None where it says nothing."""
    if value.isascii() and value.isdigit():
        # A number too long to be read is a long time.
        return min(float(value[:18]), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
        seconds = ((at if at.tzinfo else at.replace(tzinfo=UTC)) - clock.now()).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


@cache
def tls() -> ssl.SSLContext:
    """Return how the other side has to prove its name: to the authorities of certifi, or those in SSL_CERT_FILE."""
    return httpx.create_ssl_context()


def _exchange(
    pool: httpcore.ConnectionPool, address: addresses.Address, body: bytes, headers: Mapping[str, str]
) -> Answer:
    ours = {
        "Host": address.netloc,
        "User-Agent": "Harumok",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "Content-Length": str(len(body)),
    }
    with pool.stream("POST", address.url, headers=list((ours | dict(headers)).items()), content=body) as response:
        found = {name.lower(): value for name, value in response.headers}
        received = bytearray()
        # It has arrived, as the status says: what is wrong with the rest of the answer would not make it better.
        with suppress(OSError, httpcore.ProtocolError, httpcore.NetworkError):
            for part in response.iter_stream():
                received += part
        return Answer(response.status, retry_after(found.get(b"retry-after", b"").decode("latin-1")), bytes(received))


def _fail(code: str) -> NoReturn:
    # Without its cause, whose text may quote the other side.
    raise HttpFailed(code) from None


class _Limits:
    """What an exchange may still take."""

    def __init__(self, seconds: float, most_bytes: int) -> None:
        self._end = monotonic() + seconds
        self._bytes = most_bytes

    def seconds(self) -> float:
        """Return how many are left. Raises TimeoutError for none."""
        left = self._end - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def room(self) -> int:
        """Return how many bytes may still come in. Raises ReadError for none."""
        if not self._bytes:
            raise httpcore.ReadError
        return self._bytes

    def take(self, data: bytes) -> bytes:
        """Count what came in, and return it."""
        self._bytes -= len(data)
        return data


class _Network(httpcore.NetworkBackend):
    """Connects to ends that were checked, and to nothing else."""

    def __init__(self, ends: Sequence[addresses.End], limits: _Limits) -> None:
        self._ends = ends
        self._limits = limits

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Return a connection to the first end that takes one, whatever `host` would stand for now."""
        failed = OSError("no end")
        for others, end in zip(range(len(self._ends), 0, -1), self._ends, strict=True):
            try:
                # An end that swallows everything leaves their share to those behind it.
                return _Stream(_connected(end, self._limits.seconds() / others), self._limits)
            except OSError as error:
                failed = error
        raise failed


def _connected(end: addresses.End, seconds: float) -> socket.socket:
    connection = socket.socket(end.family, socket.SOCK_STREAM)
    try:
        connection.settimeout(seconds)
        connection.connect(end.address)
    except OSError:
        connection.close()
        raise
    return connection


class _Stream(httpcore.NetworkStream):
    """A connection that ends when the limits are reached."""

    def __init__(self, connection: socket.socket, limits: _Limits) -> None:
        self._connection = connection
        self._limits = limits

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self._connection.settimeout(self._limits.seconds())
        try:
            return self._limits.take(self._connection.recv(min(max_bytes, self._limits.room())))
        except ConnectionError as error:
            # It was reached, and hung up.
            raise httpcore.ReadError from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.settimeout(self._limits.seconds())
        try:
            self._connection.sendall(buffer)
        except TimeoutError:
            raise
        except OSError as error:
            # It may have answered before it hung up.
            raise httpcore.WriteError from error

    def close(self) -> None:
        self._connection.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self._connection.settimeout(self._limits.seconds())
        return _Stream(ssl_context.wrap_socket(self._connection, server_hostname=server_hostname), self._limits)
