"""A worker's look for what is to do is planned for what there is, not for what there was when it began to look."""

import pytest
from django.db import connection

from notifications import engine

pytestmark = [pytest.mark.django_db, pytest.mark.only("postgresql")]

KEPT = "SELECT sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE '%SKIP LOCKED%'"


def test_no_claim_uses_a_plan_that_was_kept():
    # PostgreSQL keeps one after five.
    for _ in range(8):
        engine.claim(500)
    with connection.cursor() as cursor:
        cursor.execute(KEPT)
        assert cursor.fetchone() == (0,)
