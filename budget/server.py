"""Serving: the web server and what works beside it, children of one process that starts and ends them.

All of them stay in the process group they were started in. The web server is granian. Each of its workers listens on
the port by itself (SO_REUSEPORT), so it is seen to here that a port has one server.
"""

import ctypes
import errno
import http.client
import logging
import multiprocessing
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial
from importlib import import_module
from ipaddress import ip_address
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from threading import Thread
from time import monotonic, sleep

from django.conf import settings
from django.core.management import call_command
from django.utils.module_loading import import_string
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from .environment import is_loopback
from .farewell import closing, with_farewell
from .preparation import prepare, settle
from .shift import Shift, in_shifts
from .wsgi import Application, service, with_whole_body

logger = logging.getLogger(__name__)

FORK = multiprocessing.get_context("fork")
REFRESH_SECONDS = 30
# granian counts connections here, idle ones too, and not requests; those queue for the threads.
CONNECTIONS = 2048
OPEN_FILES = 16_384
LOOK_EVERY = 0.1
# Its lines come out as all others do.
GRANIAN_LOGS = {"loggers": {"_granian": {"handlers": [], "propagate": True}}}
# To hear "close", then for requests in flight, then for all the rest: below the 10 s that containers are given.
GOODBYE_SECONDS = 0.3
REQUEST_SECONDS, LAST_SECONDS = 7, 9
FLUSH_SECONDS = 2
PR_SET_PDEATHSIG = 1
M_MMAP_THRESHOLD, LARGE_BYTES = -3, 2**20


class CannotServe(Exception):
    """Why, in one line for people."""


def serve(host: str, port: int, *, say: Callable[[str], None], web_only: bool = False) -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP; return the exit code. Raises CannotServe."""
    with sole_server_of(host, port), metrics_address():
        family = Family(say)
        if not family.run("preparation", prepare):
            return family.end()
        family.start("web server", lambda: web(host, port))
        for name, work in [] if web_only else companions():
            family.start(name, partial(told_of, name, work))
        if settings.METRICS_PORT:
            answer = partial(metrics("exposition.serve"), settings.METRICS_HOST, settings.METRICS_PORT)
            family.start("metrics", partial(told_of, "metrics", answer))
        if family.wait_until(lambda: answers(host, port)):
            say(f"하루몫  {address(host, port)}  (Ctrl-C stops)")
            for line in warnings():
                say(f"harumok: {line}")
        family.wait_until(lambda: False)
        code = family.end()
        settle()
        return code


def warnings() -> list[str]:
    """Return what the operator should know once."""
    if settings.PUBLIC_URL.scheme == "http" or not (settings.BEHIND_TLS or is_loopback(settings.HOST)):
        return ["no TLS: fine on this machine or at home. For the internet, set PUBLIC_URL=https://… behind a proxy."]
    return []


def web(host: str, port: int) -> None:
    """Run the web server; its workers are forks of this process."""
    # Loaded once, before the forks, so that no worker's first request waits for it.
    import_module(settings.ROOT_URLCONF)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    give_memory_back()
    server = Granian(
        "budget.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=settings.WEB_WORKERS,
        blocking_threads=settings.WEB_THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        workers_kill_timeout=REQUEST_SECONDS,
        log_level=LogLevels.error,
        log_dictconfig=GRANIAN_LOGS,
    )
    server.serve(target_loader=worker_application, wrap_loader=False)


def give_memory_back() -> None:
    """Have large blocks go back to the system once they are free.

    glibc learns from the first password's hash to keep blocks of 19 MiB, one for each group of threads: a flood of
    logins left hundreds of megabytes with every worker.
    """
    if mallopt := getattr(ctypes.CDLL(None), "mallopt", None):
        mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


def worker_application() -> Application:
    """Return the application, in a worker."""
    die_with_parent(signal.SIGKILL)
    if settings.METRICS_ON:
        metrics("vitals.tell_of")("web")
    shift = Shift(settings.WEB_AT_WORK)
    Thread(target=shift.watch, name="shift", daemon=True).start()
    return with_farewell(with_whole_body(in_shifts(service, shift), shift.aside))


def companions() -> list[tuple[str, Callable[[], object]]]:
    """Return what works beside the web server, for ever: averages, messages decided and sent, backups."""
    found: list[tuple[str, Callable[[], object]]] = [
        ("refresher", lambda: call_command("refresh_averages", every=REFRESH_SECONDS)),
        ("scheduler", lambda: call_command("scheduler")),
    ]
    if settings.TASKS_IN_DATABASE:
        found.append(("worker", lambda: call_command("worker")))
    if settings.BACKUP_DIR:
        found.append(("backup", lambda: call_command("backup", nightly=True)))
    return found


def told_of(name: str, work: Callable[[], object]) -> None:
    """Work, seen by the metrics."""
    if settings.METRICS_ON:
        metrics("vitals.tell_of")(name)
    work()


def metrics(name: str) -> Callable[..., None]:
    """Return a function of the metrics, which are loaded only where they are asked for."""
    function: Callable[..., None] = import_string(f"budget.operations.metrics.{name}")
    return function


def metrics_address() -> AbstractContextManager[None]:
    """Hold the address of the metrics, where they have one."""
    if settings.METRICS_PORT:
        return sole_server_of(settings.METRICS_HOST, settings.METRICS_PORT, setting="METRICS_PORT")
    return nullcontext()


class Family:
    """The children, and the signals that end them."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self.children: list[ForkProcess] = []
        self.signals = 0
        self.failed = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # Under nohup a terminal may close. Shells ignore Ctrl-C, too, for what they start with &: not here.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._stop)

    def start(self, name: str, work: Callable[[], object]) -> ForkProcess:
        """Start a child."""
        child = FORK.Process(name=name, target=_live, args=(name, work))
        child.start()
        self.children.append(child)
        return child

    def run(self, name: str, work: Callable[[], None]) -> bool:
        """Run a child to its end; tell whether that was a good one."""
        child = self.start(name, work)
        while child.is_alive() and not self.signals:
            wait([child.sentinel], LOOK_EVERY)
        if child.exitcode is None:
            return False
        self.children.remove(child)
        # It has said itself what went wrong.
        self.failed = child.exitcode != 0
        return not (self.failed or self.signals)

    def wait_until(self, done: Callable[[], bool]) -> bool:
        """Return True when `done` says so, or False when it is over first: a child is gone, or a signal came."""
        while not (self.signals or self.failed):
            if done():
                return True
            wait([child.sentinel for child in self.children], LOOK_EVERY)
            for child in self.children:
                if child.exitcode is not None and not self.signals:
                    self.failed = True
                    self.say(f"harumok: the {child.name} ended unexpectedly ({child.exitcode}).")
        return False

    def end(self) -> int:
        """End all children, at once where a second signal asks for it; return the exit code."""
        asked, deadline = self.signals, monotonic() + LAST_SECONDS
        closing[0] = 1
        if self._alive():
            self._pause(GOODBYE_SECONDS, asked)
        for child in self._alive():
            child.terminate()
        while self._alive() and self.signals <= max(asked, 1) and monotonic() < deadline:
            wait([child.sentinel for child in self._alive()], LOOK_EVERY)
        for child in self._alive():
            child.kill()
            child.join()
        return int(self.failed)

    def _alive(self) -> list[ForkProcess]:
        return [child for child in self.children if child.is_alive()]

    def _pause(self, seconds: float, asked: int) -> None:
        deadline = monotonic() + seconds
        while self.signals == asked and monotonic() < deadline:
            sleep(LOOK_EVERY)

    def _stop(self, *signal_and_frame: object) -> None:
        self.signals += 1


def _live(name: str, work: Callable[[], object]) -> None:
    """Be a child: the parent alone listens to the terminal, and this one does not outlive it."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT, signal.SIGHUP])
    die_with_parent(signal.SIGTERM)
    try:
        work()
    except Exception:
        logger.critical("the %s failed", name, exc_info=True)
        if settings.SENTRY_DSN:
            # Children end without the exit handlers that would wait for it.
            import_string("sentry_sdk.flush")(FLUSH_SECONDS)
        sys.exit(1)


def die_with_parent(number: signal.Signals) -> None:
    """Have the system send this process a signal when its parent is gone, where the system can."""
    parent = multiprocessing.parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(number))
    if parent and os.getppid() != parent.pid:
        sys.exit(1)


@contextmanager
def sole_server_of(host: str, port: int, *, setting: str = "PORT") -> Iterator[None]:
    """Hold the address. Raises CannotServe if somebody listens there, or another of us is about to."""
    with socket.socket(socket.AF_UNIX) as claim:
        try:
            family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            if sys.platform == "linux":
                # A name without a file, which goes with the process.
                claim.bind(f"\0harumok {place}")
            with socket.socket(family, kind) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(place)
                probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise CannotServe(
                    f"{host}:{port} is taken. Stop what runs there, or set {setting} to another."
                ) from error
            raise CannotServe(f"cannot listen on {host}:{port}: {error.strerror}.") from error
        yield


def address(host: str, port: int) -> str:
    """Return what people open."""
    if settings.PUBLIC_URL.hostname:
        return f"{settings.PUBLIC_URL.scheme}://{settings.PUBLIC_URL.netloc}/"
    here = _here(host)
    return f"http://[{here}]:{port}/" if ":" in here else f"http://{here}:{port}/"


def answers(host: str, port: int) -> bool:
    """Tell whether somebody answers over HTTP, whatever the answer."""
    connection = http.client.HTTPConnection(_here(host), port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _here(host: str) -> str:
    """Return where this machine reaches what is bound to `host`."""
    try:
        bound = ip_address(host)
    except ValueError:
        return host
    return {4: "127.0.0.1", 6: "::1"}[bound.version] if bound.is_unspecified else host
