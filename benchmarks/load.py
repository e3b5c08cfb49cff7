"""The load: keep-alive connections with one request in flight on each, over loopback, for some seconds.

Started by itself, as a program (`python benchmarks/load.py`), with an order as JSON on standard input; what came of it
goes to standard output. It makes nothing but bytes that were made before, so that it takes little of the processor.
"""

import json
import selectors
import socket
import sys
from itertools import count, cycle
from time import perf_counter, process_time
from typing import Any

KEY = b"KEY-OF-REQUEST"
PATIENCE = 30


class Line:
    """A connection, and what has come back over it so far."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received, self.end, self.sent_at = b"", 0, 0.0

    def send(self, request: bytes) -> None:
        self.received, self.end = b"", 0
        self.sent_at = perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bool:
        """Take what is there, and tell whether the answer is whole. Raises ConnectionError where the server hung up."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server hung up")
        self.received += chunk
        if not self.end:
            head = self.received.find(b"\r\n\r\n")
            if head < 0:
                return False
            self.end = head + 4 + _length(self.received[:head])
        return len(self.received) >= self.end

    @property
    def is_good(self) -> bool:
        return self.received.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201"))


def _length(head: bytes) -> int:
    _, _, rest = head.lower().partition(b"content-length:")
    return int(rest.partition(b"\r\n")[0])


def run(port: int, requests: list[bytes], connections: int, seconds: float) -> dict[str, Any]:
    """Return how many requests were answered in how many seconds, each one's microseconds, and what it cost here."""
    numbers, waiting = count(), cycle(requests)
    sample, refused, took = "", 0, []

    def next_request() -> bytes:
        request = next(waiting)
        return request.replace(KEY, b"bench-%d-%d" % (began_at, next(numbers))) if KEY in request else request

    with selectors.DefaultSelector() as selector:
        began, cpu = perf_counter(), process_time()
        began_at = int(began * 1e9)
        for _ in range(connections):
            line = Line(port)
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(next_request())
        while selector.get_map():
            events = selector.select(PATIENCE)
            if not events:
                raise TimeoutError("no answer")
            for key, _ in events:
                line = key.data
                if not line.receive():
                    continue
                now = perf_counter()
                took.append(round((now - line.sent_at) * 1e6))
                if not line.is_good:
                    refused, sample = refused + 1, line.received[:600].decode(errors="replace")
                if now - began < seconds:
                    line.send(next_request())
                else:
                    selector.unregister(line.socket)
                    line.socket.close()
        ended = perf_counter()
    return {
        "requests": len(took),
        "refused": refused,
        "sample": sample,
        "seconds": ended - began,
        "cpu": process_time() - cpu,
        "micros": took,
    }


if __name__ == "__main__":
    order = json.load(sys.stdin)
    order["requests"] = [request.encode() for request in order["requests"]]
    json.dump(run(**order), sys.stdout)
