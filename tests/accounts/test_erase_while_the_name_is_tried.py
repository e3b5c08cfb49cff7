"""Whoever tries a name while its owner erases it: neither waits for what the other holds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from accounts import limits
from accounts.models import Attempts
from tests.parallel import committed, somebody_waits

pytestmark = [committed, pytest.mark.only("postgresql")]  # SQLite has one lock for all writers.

ALICES = limits._half("name", "alice")


def forget():
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # As in a table of many rows.
            cursor.execute("SET LOCAL enable_seqscan = off")
            limits.forget_name("alice")
    finally:
        connection.close()


def test_an_attempt_and_the_erasure_of_its_name_do_not_wait_for_each_other():
    for number in range(3):
        limits.count_login("alice", f"192.0.2.{number}")
    alone, with_address = sorted(Attempts.objects.filter(key__startswith=ALICES).values_list("key", flat=True))[:2]
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            limits.count([limits.Limit(with_address, 10, limits.MINUTE)])
            forgetting = pool.submit(forget)
            while not somebody_waits():
                assert not forgetting.done()
            limits.count([limits.Limit(alone, 100, limits.HOUR)])
        forgetting.result()
    assert not Attempts.objects.filter(key__startswith=ALICES).exists()
