from datetime import timedelta

import pytest
from django.db import OperationalError, connection, connections
from django.db.migrations.recorder import MigrationRecorder

from budget import health
from notifications import traffic


@pytest.fixture(autouse=True)
def _nothing_looked_up_yet():
    health._migrated.clear()


def test_it_is_alive_without_a_database(client):
    assert client.get("/healthz").json() == {"status": "ok"}


def test_it_is_ready_with_a_migrated_database(client, db):
    assert client.get("/readyz").json() == {"status": "ok", "scheduler_lag_seconds": None}


def test_it_tells_how_long_ago_a_scheduler_was_at_work(client, db, fixed_now):
    traffic.beat()
    fixed_now.shift(timedelta(seconds=42))
    assert client.get("/readyz").json() == {"status": "ok", "scheduler_lag_seconds": 42}


def test_it_serves_without_a_scheduler(client, db, fixed_now):
    traffic.beat()
    fixed_now.shift(timedelta(days=3))
    assert client.get("/readyz").status_code == 200


def test_it_is_not_ready_while_a_migration_is_missing(client, db):
    MigrationRecorder(connection).record_unapplied("reports", "0001_initial")
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "migrations missing"})
    assert answer["Retry-After"] == "5"


def test_once_ready_it_asks_the_database_one_thing(client, db, django_assert_num_queries):
    client.get("/readyz")
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def test_it_is_not_ready_without_its_database_and_says_no_more(client, db, monkeypatch):
    def refuse():
        raise OperationalError("connection refused by db.internal")

    with monkeypatch.context() as patch:
        patch.setattr(connections["default"], "cursor", refuse)
        answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (503, {"status": "database unavailable"})


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_it_answers_whatever_it_is_called_and_without_tls(client, db, path, settings):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["budget.example.org"], True
    assert client.get(path, headers={"Host": "10.1.2.3:8000"}).status_code == 200
