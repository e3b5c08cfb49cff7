import os
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.servers import MANAGE, SECRET, Server, free_port, fresh_environment, serving, wait_for

pytestmark = pytest.mark.server


def refusal(environment: dict[str, str]) -> str:
    """Return the only line that a server says before it ends, with a code that is not 0 and nothing left running."""
    process = subprocess.Popen(
        [*MANAGE, "serve"],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    said, complaint = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == ""
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
    lines = complaint.splitlines()
    assert [line for line in lines if not line.startswith("harumok: ")] == []
    return lines[-1]


def test_two_servers_run_side_by_side(server):
    with serving() as other:
        assert other.port != server.port
        assert other.person("twin").name == server.person("twin").name


def test_a_port_that_another_of_us_has_is_refused(server):
    with fresh_environment() as (_, environment):
        line = refusal(environment | {"PORT": str(server.port)})
    assert line == f"harumok: 127.0.0.1:{server.port} is taken. Stop what runs there, or set PORT to another."


def test_a_port_for_metrics_that_somebody_has_is_refused(server):
    with fresh_environment() as (_, environment):
        line = refusal(environment | {"PORT": str(free_port()), "METRICS_PORT": str(server.port)})
    assert line == f"harumok: 127.0.0.1:{server.port} is taken. Stop what runs there, or set METRICS_PORT to another."


def test_a_port_that_something_else_has_is_refused():
    with socket.create_server(("127.0.0.1", 0)) as other, fresh_environment() as (_, environment):
        assert "is taken" in refusal(environment | {"PORT": str(other.getsockname()[1])})


def test_of_two_that_start_at_once_on_one_port_one_serves():
    port = free_port()
    with fresh_environment() as (one, first), fresh_environment() as (two, second):
        servers = [Server(port, one, first | {"PORT": str(port)}), Server(port, two, second | {"PORT": str(port)})]
        wait_for(lambda: any(server.process.poll() is not None for server in servers))
        (serving,) = (server for server in servers if server.process.poll() is None)
        serving.wait_until_ready()
        assert serving.stop() == 0
        assert sorted(server.process.returncode for server in servers) == [0, 1]


def test_a_host_that_is_not_ours_is_refused():
    with fresh_environment() as (_, environment):
        assert "harumok: cannot listen on 192.0.2.1:" in refusal(environment | {"HOST": "192.0.2.1"})


def test_a_database_that_cannot_be_used_is_refused(tmp_path: Path):
    (tmp_path / "harumok.sqlite3").write_bytes(b"this is no database, but it is long enough to be looked at" * 99)
    with fresh_environment() as (_, environment):
        environment = {name: value for name, value in environment.items() if name != "DATABASE_URL"}
        line = refusal(environment | {"BUDGET_DATA": str(tmp_path), "PORT": str(free_port())})
    assert line == "harumok: the database cannot be used: file is not a database"


def test_two_on_one_database_prepare_it_one_after_the_other():
    with fresh_environment() as (folder, environment):
        servers = [Server(port, folder, environment | {"PORT": str(port)}) for port in (free_port(), free_port())]
        for server in servers:
            server.wait_until_ready()
        assert [server.stop() for server in servers] == [0, 0]


def test_it_can_be_stopped_while_it_waits_for_the_database():
    with fresh_environment() as (folder, environment):
        nowhere = {"DATABASE_URL": f"postgres://nobody:x@127.0.0.1:{free_port()}/none", "SECRET_KEY": SECRET}
        server = Server(port := free_port(), folder, environment | nowhere | {"PORT": str(port)})
        wait_for(lambda: "waiting up to 30 s for the database" in server.log.read_text())
        server.send(signal.SIGTERM)
        assert server.wait_until_gone() == 0


def test_plain_http_beyond_this_machine_is_mentioned_once():
    with serving(PUBLIC_URL="http://budget.home") as server:
        wait_for(lambda: "no TLS" in server.log.read_text())
        said = server.log.read_text()
    assert said.count("no TLS") == 1
    assert "하루몫  http://budget.home/" in said
