import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django_tasks_db.models import DBTaskResult

from notifications import engine, tasks
from notifications.management.commands import worker
from notifications.models import Delivery
from tests.parallel import committed

from .people import at, make_delivery, webhook_of

# A worker gives its connection back, which no test's own transaction would survive.
pytestmark = committed


@pytest.fixture
def channel(alice, webhook):
    return webhook_of(alice)


def make_deliveries(channel, number):
    return [make_delivery(channel, subject=str(n)) for n in range(number)]


def sent():
    return Delivery.objects.filter(state="sent").count()


def test_a_task_sends_a_batch(channel, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    make_deliveries(channel, 3)
    assert tasks.send_deliveries.call() == 2
    assert tasks.send_deliveries.call() == 1
    assert tasks.send_deliveries.call() == 0
    assert sent() == 3


def test_as_many_tasks_are_queued_as_there_are_batches(channel, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    make_deliveries(channel, 5)
    assert tasks.queue_deliveries() == DBTaskResult.objects.count() == 3


def test_none_is_queued_where_there_is_nothing_to_do(channel):
    make_delivery(channel, next_attempt_at=at("2026-11-23T09:01"))
    assert tasks.queue_deliveries() == 0
    assert tasks.queue_deliveries(at("2026-11-23T09:01")) == 1


def test_there_is_a_most_that_is_queued_in_a_minute(channel, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 1)
    monkeypatch.setattr(tasks, "MOST_AT_A_TIME", 2)
    make_deliveries(channel, 5)
    assert tasks.queue_deliveries() == 2


def test_all_is_sent_however_few_are_queued_in_a_minute(channel, monkeypatch):
    monkeypatch.setattr(engine, "BATCH", 2)
    monkeypatch.setattr(tasks, "MOST_AT_A_TIME", 1)
    make_deliveries(channel, 5)
    tasks.queue_deliveries()
    call_command("worker", "--batch")
    assert sent() == 5


def test_the_worker_does_what_is_queued(channel):
    make_deliveries(channel, 3)
    tasks.queue_deliveries()
    call_command("worker", "--batch")
    assert sent() == 3
    assert set(DBTaskResult.objects.values_list("status", "return_value")) == {("SUCCESSFUL", 3)}


def test_a_task_that_was_queued_twice_sends_once(channel, webhook):
    make_deliveries(channel, 3)
    tasks.queue_deliveries()
    tasks.queue_deliveries()
    call_command("worker", "--batch")
    assert len(webhook.taken) == 3


def test_a_task_whose_worker_died_is_not_missed(channel, fixed_now):
    """The queue never takes it back; the row, whose lease runs out, is queued again."""
    make_deliveries(channel, 1)
    tasks.queue_deliveries()
    DBTaskResult.objects.update(status="RUNNING")
    engine.claim(1)
    assert tasks.queue_deliveries() == 0
    fixed_now.shift(60)
    assert tasks.queue_deliveries() == 1
    call_command("worker", "--batch")
    assert sent() == 1


def test_a_worker_outlives_a_database_that_is_away(channel, caplog):
    make_deliveries(channel, 1)
    tasks.queue_deliveries()
    naps, refusals = [], [OperationalError("the connection is gone"), OperationalError("database is locked")]

    def refuse(execute, sql, params, many, context):
        if refusals and "django_tasks_database" in sql:
            raise refusals.pop()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        worker.run(worker.make_worker(batch=True), sleep=naps.append)
    assert naps == [worker.REST_AFTER_AN_ERROR]
    assert caplog.messages[0] == "worker: OperationalError"
    assert sent() == 1


def test_a_worker_that_was_told_to_end_does_not_begin_again():
    ended = worker.make_worker(batch=False)
    ended.running = False
    worker.run(ended)


def test_the_worker_says_where_the_queue_is_elsewhere(settings):
    settings.TASKS_IN_DATABASE = False
    with pytest.raises(CommandError, match="not in the database"):
        call_command("worker", "--batch")
