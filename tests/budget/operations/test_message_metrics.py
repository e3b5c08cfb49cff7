import pytest
from django.db import OperationalError, connection
from prometheus_client import CollectorRegistry

from budget.operations.metrics.messages import Messages, limited
from notifications import traffic
from tests.notifications.engine.people import make_channel, make_delivery
from tests.parallel import committed

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def value(name, **labels):
    registry = CollectorRegistry()
    registry.register(Messages())
    return registry.get_sample_value(name, labels)


def test_it_tells_what_waits_and_for_how_long(alice):
    make_delivery(make_channel(alice), due="2026-11-23T08:58")
    assert value("harumok_database_up") == 1
    assert value("harumok_deliveries_due") == 1
    assert value("harumok_delivery_lag_seconds") == 120
    assert value("harumok_deliveries_of_last_hour", state="waiting") == 1
    assert value("harumok_tasks_waiting") == 0


def test_it_tells_of_a_scheduler_once_there_was_one(db):
    assert value("harumok_scheduler_lag_seconds") is None
    traffic.beat()
    assert value("harumok_scheduler_lag_seconds") == 0


def test_it_says_that_the_database_is_away(db):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("connection refused")

    with connection.execute_wrapper(refuse):
        assert value("harumok_database_up") == 0
        assert value("harumok_deliveries_due") is None


@committed
def test_a_statement_that_never_ends_is_ended():
    with pytest.raises(OperationalError), limited(0.1), connection.cursor() as cursor:
        cursor.execute(ENDLESS)


@committed
def test_the_limit_is_for_this_alone():
    with limited(0.05):
        pass
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 900000) SELECT count(*) FROM n"
        )
        assert cursor.fetchone() == (900_000,)
