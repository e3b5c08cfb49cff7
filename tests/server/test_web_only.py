import psutil
import pytest

from tests.servers import MANAGE, fresh_environment, running

pytestmark = pytest.mark.server


def test_the_web_server_alone_migrates_and_serves_with_nothing_beside_it():
    command = [*MANAGE, "serve", "--web-only"]
    with fresh_environment() as (folder, environment), running(folder, environment, command=command) as server:
        assert len(psutil.Process(server.process.pid).children()) == 1
        assert server.person().client.get("/api/budget/").status_code == 200
