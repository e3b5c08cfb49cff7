import os
import signal
from collections.abc import Iterator

import httpx
import psutil
import pytest

from tests.servers import Server, connect, read_answer, serving, wait_for

pytestmark = pytest.mark.server

LUNCH = {"category": "food", "amount": 1}
# What works beside the web server, in the order of its start.
COMPANIONS = ("refresher", "scheduler", "worker")


@pytest.fixture
def mortal() -> Iterator[Server]:
    """A server of the test's own, to be ended by it."""
    with serving() as server:
        yield server


def children(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children()


def test_sigterm_waits_for_a_request_whose_body_is_still_coming(mortal):
    person = mortal.person()
    request = person.raw("POST", "/api/expenses/create/", LUNCH)
    with connect(mortal.port) as connection:
        connection.sendall(request[:-1])
        # The other connections are answered "close" from here on.
        mortal.send(signal.SIGTERM)
        wait_for(lambda: is_closing(mortal))
        connection.sendall(request[-1:])
        assert read_answer(connection).status == 201
    assert mortal.wait_until_gone() == 0


def is_closing(server: Server) -> bool:
    try:
        return httpx.get(f"{server.url}/healthz").headers.get("connection") == "close"
    except httpx.TransportError:
        return True


def test_kill_9_of_the_first_process_leaves_no_orphans(mortal):
    mortal.send(signal.SIGKILL)
    assert mortal.wait_until_gone() == -signal.SIGKILL


@pytest.mark.parametrize("name", COMPANIONS)
def test_kill_9_of_a_child_ends_all_and_says_which(mortal, name):
    _, *companions = children(mortal)
    dict(zip(COMPANIONS, companions, strict=True))[name].kill()
    assert mortal.wait_until_gone() == 1
    assert f"harumok: the {name} ended unexpectedly" in mortal.log.read_text()


def test_kill_9_of_the_web_server_ends_its_workers_too(mortal):
    web = children(mortal)[0]
    web.kill()
    assert mortal.wait_until_gone() == 1
    assert "harumok: the web server ended unexpectedly" in mortal.log.read_text()


def test_kill_9_of_a_worker_is_made_good(mortal):
    worker = children(mortal)[0].children()[0]
    worker.kill()
    wait_for(lambda: len(children(mortal)[0].children()) == 2 and not worker.is_running())
    wait_for(mortal.is_ready)


def test_a_clean_end_leaves_the_database_in_one_file(mortal):
    mortal.person()
    assert mortal.stop() == 0
    assert list(mortal.folder.glob("*-wal")) == []


def test_ctrl_c_reaches_the_whole_group_and_ends_it_in_order(mortal):
    os.killpg(mortal.process.pid, signal.SIGINT)
    assert mortal.wait_until_gone() == 0
    assert "Traceback" not in mortal.log.read_text()
    assert '"error"' not in mortal.log.read_text()


def test_a_second_ctrl_c_does_not_wait_for_requests(mortal):
    person = mortal.person()
    with connect(mortal.port) as connection:
        connection.sendall(person.raw("POST", "/api/expenses/create/", LUNCH)[:-1])
        os.killpg(mortal.process.pid, signal.SIGINT)
        wait_for(lambda: is_closing(mortal))
        os.killpg(mortal.process.pid, signal.SIGINT)
        assert mortal.wait_until_gone() == 0
        assert "Traceback" not in mortal.log.read_text()


def test_ctrl_c_ends_what_a_script_has_started_in_the_background(mortal):
    mortal.stop()
    # Shells do that for what they start with "&".
    heeded = signal.signal(signal.SIGINT, signal.SIG_IGN)
    mortal.start()
    signal.signal(signal.SIGINT, heeded)
    mortal.wait_until_ready()
    mortal.send(signal.SIGINT)
    assert mortal.wait_until_gone() == 0
