import pytest

from tests.servers import wait_for

pytestmark = pytest.mark.server


def test_it_is_alive_without_a_login(server):
    with server.client() as client:
        assert client.get("/healthz").json() == {"status": "ok"}


def test_it_is_ready_without_a_login(server):
    with server.client() as client:
        assert client.get("/readyz").json()["status"] == "ok"


def test_it_says_that_its_scheduler_is_at_work(server):
    with server.client() as client:
        wait_for(lambda: client.get("/readyz").json()["scheduler_lag_seconds"] is not None)


def test_it_says_where_it_is(server):
    wait_for(lambda: f"하루몫  http://127.0.0.1:{server.port}/" in server.log.read_text())


def test_the_home_page_leads_to_the_description(server):
    with server.client() as client:
        assert 'href="/api/docs/"' in client.get("/").text


def test_static_files_come_from_here(server):
    with server.client() as client:
        assert client.get("/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui.css").status_code == 200
