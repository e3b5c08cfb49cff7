"""The real server as a child of the tests, on a port and data of its own, and ways to talk to it."""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import psutil
import psycopg

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
SECRET = "for tests only: 0123456789abcdefghijklmnopqrstuvwxyz"
PASSWORD = "correct horse 배터리"
PATIENCE = 120


@dataclass
class Server:
    """`manage.py serve`, started, in a process group of its own."""

    port: int
    folder: Path
    environment: dict[str, str]
    command: Sequence[str] = (*MANAGE, "serve")
    process: subprocess.Popen[bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "server.log"
        self.start()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_ready(self) -> None:
        def ready() -> bool:
            assert self.process.poll() is None, self.log.read_text()
            return self.is_ready()

        wait_for(ready, self.log.read_text)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.url}/readyz", timeout=5, verify=False).status_code == 200
        except httpx.TransportError:
            return False

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def has_processes(self) -> bool:
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def wait_until_gone(self) -> int:
        """Return the exit code, once no process of the group is left."""
        code = self.process.wait(PATIENCE)
        wait_for(lambda: not self.has_processes(), self.log.read_text)
        return code

    def stop(self) -> int:
        self.send(signal.SIGTERM)
        return self.wait_until_gone()

    def kill(self) -> None:
        """End every process at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.wait_until_gone()

    def restart(self) -> None:
        self.start()
        self.wait_until_ready()

    def processes(self) -> list[psutil.Process]:
        """Return all of them, the first one first."""
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]

    def query(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what the database itself says, past the service; a change is committed."""
        if url := self.environment.get("DATABASE_URL"):
            with psycopg.connect(url) as connection:
                cursor = connection.execute(statement)
                return cursor.fetchall() if cursor.description else []
        with closing(sqlite3.connect(self.folder / "harumok.sqlite3", timeout=30)) as file, file:
            return file.execute(statement).fetchall()

    def client(self, **options: Any) -> httpx.Client:
        # There is no TLS to read certificates for, which takes longer than most requests.
        return httpx.Client(base_url=self.url, timeout=30, verify=False, **options)

    def person(self, name: str | None = None) -> "Person":
        return Person(self, name or f"p-{uuid4().hex[:12]}")


class Person:
    """Somebody registered and logged in over HTTP, with a budget for food."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.client = server.client()
        registered = self.client.post("/api/accounts/register/", json=self.credentials).raise_for_status()
        self.id: int = registered.json()["id"]
        self.use(self.log_in())
        budget = [{"category": "food", "amount": 300_000}, {"category": "transport", "amount": 90_000}]
        self.client.post("/api/budget/", json=budget).raise_for_status()

    @property
    def credentials(self) -> dict[str, str]:
        return {"username": self.name, "password": PASSWORD}

    def log_in(self) -> dict[str, str]:
        """Return the tokens of one more login."""
        tokens: dict[str, str] = self.client.post("/api/accounts/login/", json=self.credentials).json()
        return tokens

    def use(self, tokens: dict[str, str]) -> None:
        """Ask with these tokens from here on."""
        self.tokens = tokens
        self.client.headers["Authorization"] = f"Bearer {tokens['access']}"

    def refresh(self) -> None:
        """Get new tokens, as clients do before 15 minutes are over."""
        answer = self.client.post("/api/token/refresh/", json={"refresh": self.tokens["refresh"]})
        self.use(answer.raise_for_status().json())

    def raw(self, method: str, path: str, body: Any = None, **headers: str) -> bytes:
        """Return a request of this person's, to be sent over a bare socket."""
        return raw(method, path, body, authorization=self.client.headers["Authorization"], **headers)

    def expenses(self) -> dict[str, Any]:
        today = self.client.get("/api/expenses/daily-summary/").json()["date"]
        period = {"start_date": today, "end_date": today}
        answer: dict[str, Any] = self.client.get("/api/expenses/list/", params=period).json()
        return answer


class Answer(NamedTuple):
    """What came back over a bare socket."""

    status: int
    body: Any
    headers: dict[str, str]


def raw(method: str, path: str, body: Any = None, **headers: str) -> bytes:
    """Return a whole HTTP/1.1 request after which the server closes the connection."""
    content = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if content:
        lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
    return "\r\n".join([*lines, "", ""]).encode() + content


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def read_answer(connection: socket.socket, method: str | None = None) -> Answer:
    """Return the answer; to HEAD, whose answer has a length and no body, only where it is named."""
    response = http.client.HTTPResponse(connection, method=method)
    response.begin()
    content = response.read()
    is_json = "json" in (response.getheader("Content-Type") or "")
    headers = {name.lower(): value for name, value in response.getheaders()}
    return Answer(response.status, json.loads(content) if is_json and content else content, headers)


def volley(port: int, requests: Sequence[bytes]) -> list[Answer]:
    """Send all requests but for their last bytes, then those at once; return the answers in order."""
    with sent_at_once(port, requests) as connections:
        return [read_answer(connection) for connection in connections]


@contextmanager
def sent_at_once(port: int, requests: Sequence[bytes]) -> Iterator[list[socket.socket]]:
    """Send them as `volley` does, and give the connections on which the answers come."""
    with ExitStack() as stack:
        connections = [stack.enter_context(connect(port)) for _ in requests]
        for connection, request in zip(connections, requests, strict=True):
            connection.sendall(request[:-1])
        for connection, request in zip(connections, requests, strict=True):
            connection.sendall(request[-1:])
        yield connections


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(condition: Any, explain: Any = str) -> None:
    """Return when the condition holds; fail when it has not within two minutes."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, explain()
        time.sleep(0.05)


@contextmanager
def fresh_environment(**extra: str) -> Iterator[tuple[Path, dict[str, str]]]:
    """Give a data folder, and the environment for a server on it, on the kind of database that this run is for."""
    with TemporaryDirectory(prefix="harumok-server-") as folder, ExitStack() as stack:
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "SECRET_KEY")}
        environment |= {"BUDGET_DATA": folder, "PYTHONUNBUFFERED": "1"}
        if url := os.environ.get("DATABASE_URL"):
            environment |= {"DATABASE_URL": stack.enter_context(fresh_database(url)), "SECRET_KEY": SECRET}
        yield Path(folder), environment | extra


@contextmanager
def fresh_database(url: str, template: str = "template1") -> Iterator[str]:
    """Give the address of a database on the server at `url`: an empty one, or a copy of another."""
    name = f"harumok_{uuid4().hex[:12]}"
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            yield urlsplit(url)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def serving(**extra: str) -> Iterator[Server]:
    """Run a server on a database of its own until the block ends."""
    with fresh_environment(**extra) as (folder, environment), running(folder, environment) as server:
        yield server


@contextmanager
def running(folder: Path, environment: dict[str, str], **how: Any) -> Iterator[Server]:
    """Run a server until the block ends; it must then end by SIGTERM, with code 0 and all its processes."""
    port = free_port()
    server = Server(port, folder, environment | {"PORT": str(port)}, **how)
    try:
        server.wait_until_ready()
        yield server
        if server.process.poll() is None:
            assert server.stop() == 0, server.log.read_text()
    finally:
        if server.has_processes():
            os.killpg(server.process.pid, signal.SIGKILL)
            server.process.wait()
