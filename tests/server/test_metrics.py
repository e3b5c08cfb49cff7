import re
from collections.abc import Iterator

import httpx
import psutil
import pytest

from tests.servers import ROOT, Server, free_port, serving, wait_for

pytestmark = pytest.mark.server

TOKEN = "for tests only: metrics"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with metrics in both ways, and backups."""
    folder = tmp_path_factory.mktemp("backups")
    with serving(METRICS_PORT=str(free_port()), METRICS_TOKEN=TOKEN, BACKUP_DIR=str(folder)) as server:
        yield server


def scrape(server: Server) -> str:
    return httpx.get(f"http://127.0.0.1:{server.environment['METRICS_PORT']}/metrics", timeout=30).text


def value(server: Server, name: str) -> float:
    """Return the sum of what begins like this."""
    return sum(float(found) for found in re.findall(rf"^{re.escape(name)}.* (\S+)$", scrape(server), re.MULTILINE))


def ask(server: Server, times: int, path: str = "/api/categories/") -> None:
    """Ask on a connection each, so that both workers answer."""
    for _ in range(times):
        httpx.get(f"{server.url}{path}", timeout=30)


def web_workers(server: Server) -> list[psutil.Process]:
    return psutil.Process(server.process.pid).children()[0].children()


def test_requests_are_counted_over_all_workers_and_over_their_deaths(measured):
    asked = 'harumok_requests_total{method="GET",route="/api/categories/",status="401"}'
    before = value(measured, asked)
    ask(measured, 40)
    assert value(measured, asked) == before + 40
    dead = web_workers(measured)[0]
    dead.kill()
    wait_for(lambda: len(web_workers(measured)) == 2 and not dead.is_running())
    wait_for(measured.is_ready)
    assert value(measured, asked) == before + 40
    ask(measured, 20)
    assert value(measured, asked) == before + 60
    wait_for(lambda: value(measured, 'harumok_processes{process="web"}') == 2)
    assert value(measured, 'harumok_request_duration_seconds_count{method="GET",route="/api/categories/"}') >= 60


def test_whatever_leads_nowhere_is_one_number(measured):
    unknown = 'harumok_requests_total{method="GET",route="unknown",status="404"}'
    before = value(measured, unknown)
    for path in ("/wp-login.php", "/api/expenses/alice@example.org/x/", "/%00"):
        ask(measured, 1, path)
    assert "wp-login" not in scrape(measured)
    assert "alice" not in scrape(measured)
    assert value(measured, unknown) >= before + 2


def test_every_process_tells_of_itself(measured):
    for process in ("web", "refresher", "scheduler", "worker", "backup", "metrics"):
        wait_for(lambda process=process: value(measured, f'harumok_processes{{process="{process}"}}'))
        assert value(measured, f'harumok_process_resident_memory_bytes{{process="{process}"}}') > 10_000_000


def test_it_tells_when_a_scheduler_was_at_work(measured):
    wait_for(lambda: "harumok_scheduler_lag_seconds" in scrape(measured))


@pytest.mark.only("postgresql")
def test_it_tells_of_the_pool(measured):
    ask(measured, 4, "/readyz")
    wait_for(lambda: value(measured, "harumok_database_pool_connections"))


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}])
def test_without_the_token_there_is_nothing_on_the_main_port(measured, header):
    assert httpx.get(f"{measured.url}/metrics", headers=header).status_code == 404


def test_with_the_token_there_is_the_same(measured):
    answer = httpx.get(f"{measured.url}/metrics", headers=BEARER)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert "harumok_deliveries_due" in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_everything_is_told_of_in_the_documentation(measured):
    measured.person()
    wait_for(lambda: "harumok_scheduler_lag_seconds" in scrape(measured))
    wait_for(lambda: "harumok_backup_age_seconds" in scrape(measured))
    names = set(re.findall(r"^# TYPE (\S+)", scrape(measured), re.MULTILINE))
    documented = set(re.findall(r"^\| `(harumok_\w+)`", (ROOT / "docs/operations.md").read_text(), re.MULTILINE))
    if "DATABASE_URL" not in measured.environment:
        documented = {name for name in documented if "_pool_" not in name}
    assert names == documented


def test_by_default_there_are_none(server):
    assert httpx.get(f"{server.url}/metrics", headers=BEARER).status_code == 404
    assert len(psutil.Process(server.process.pid).children()) == 4


def test_the_numbers_go_with_the_server(tmp_path):
    with serving(METRICS_TOKEN=TOKEN, TMPDIR=str(tmp_path)):
        assert [folder.name.startswith("harumok-metrics-") for folder in tmp_path.iterdir()] == [True]
    assert list(tmp_path.iterdir()) == []
