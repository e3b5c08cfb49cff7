"""Requests with one key that meet: one makes the row, the others wait for it and replay."""

import threading
from datetime import date

import pytest
from django.db import OperationalError, connection, transaction

from core import clock
from core.errors import IdempotencyKeyInFlight
from expenses import replies, services
from expenses.models import CreationReply, Expense
from expenses.replies import Idempotency
from tests.parallel import at_once, committed

URL = "/api/expenses/"
LUNCH = {"category": "food", "amount": 9_500}
KEY = {"Idempotency-Key": "lunch-1"}
pytestmark = committed


def lunch(alice, idempotency):
    return services.record_expense(
        owner=alice, category="food", amount=9_500, spent_on=date(2026, 11, 23), idempotency=idempotency
    )


def test_twenty_at_once_make_one_row(alice, plan, as_user):
    clients = [as_user(alice) for _ in range(20)]
    answers = at_once(*[lambda client=client: client.post(URL, LUNCH, headers=KEY) for client in clients])
    assert [answer.status_code for answer in answers] == [201] * 20
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" not in answer for answer in answers) == 1
    assert Expense.objects.count() == CreationReply.objects.count() == 1


def test_the_second_waits_for_the_first_and_replays(alice, plan):
    asked, started = Idempotency.of("lunch-1", LUNCH), threading.Event()

    def first():
        with transaction.atomic():
            made = lunch(alice, asked)
            started.set()
            return made

    def second():
        started.wait(10)
        return lunch(alice, asked)

    made, again = at_once(first, second)
    assert again == made._replace(replayed=True)


def test_the_second_makes_the_row_where_the_first_is_undone(alice, plan):
    asked, started = Idempotency.of("lunch-1", LUNCH), threading.Event()

    def first():
        with transaction.atomic():
            made = lunch(alice, asked)
            started.set()
            transaction.set_rollback(True)
            return made

    def second():
        started.wait(10)
        return lunch(alice, asked)

    undone, made = at_once(first, second)
    assert (undone.replayed, made.replayed) == (False, False)
    assert Expense.objects.get().id == made.row["id"]


def test_retries_that_meet_the_rows_removal_do_not_bring_it_back(alice, plan, as_user):
    first = as_user(alice).post(URL, LUNCH, headers=KEY)
    clients = [as_user(alice) for _ in range(9)]
    retries = [lambda client=client: client.post(URL, LUNCH, headers=KEY) for client in clients[1:]]
    removed, *answers = at_once(lambda: clients[0].delete(first["Location"]), *retries)
    assert removed.status_code == 204
    assert {(answer.status_code, answer.content) for answer in answers} == {(201, first.content)}
    assert not Expense.objects.exists()


def test_different_keys_at_once_are_different_rows(alice, plan, as_user):
    clients = [as_user(alice) for _ in range(8)]
    answers = at_once(
        *[
            lambda client=client, key=str(number): client.post(URL, LUNCH, headers={"Idempotency-Key": key})
            for number, client in enumerate(clients)
        ]
    )
    assert [answer.status_code for answer in answers] == [201] * 8
    assert Expense.objects.count() == 8


# SQLite has one lock for all writers, and answers 503.
@pytest.mark.only("postgresql")
def test_who_waits_too_long_is_told_so(alice, plan, as_alice):
    asked = Idempotency.of("lunch-1", LUNCH)
    made, told = threading.Event(), threading.Event()

    def first():
        with transaction.atomic():
            lunch(alice, asked)
            made.set()
            told.wait(10)

    def second():
        made.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
        try:
            return as_alice.post(URL, LUNCH, headers=KEY)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("RESET lock_timeout")
            told.set()

    _, answer = at_once(first, second)
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["code"] == "idempotency_key_in_flight"


def test_a_database_that_fails_otherwise_is_no_key_in_flight(alice):
    def fail(*_):
        raise OperationalError("the connection is gone")

    with connection.execute_wrapper(fail), pytest.raises(OperationalError):
        lunch(alice, Idempotency.of("lunch-1", LUNCH))


def test_who_finds_what_held_the_key_gone_is_asked_to_try_again(alice, plan):
    asked = Idempotency.of("lunch-1", LUNCH)
    lunch(alice, asked)

    def forget(execute, sql, *rest):
        found = execute(sql, *rest)
        if "INSERT INTO expenses_expense" in sql:
            Expense.objects.all().delete()
            CreationReply.objects.all().delete()
        return found

    with connection.execute_wrapper(forget), pytest.raises(IdempotencyKeyInFlight):
        lunch(alice, asked)


def test_the_key_stays_taken_while_replies_expire(alice, plan):
    asked = Idempotency.of("lunch-1", LUNCH)
    made = lunch(alice, asked)
    CreationReply.objects.update(created_at=clock.now() - replies.REMEMBERED)
    assert lunch(alice, asked) == made._replace(replayed=True)
