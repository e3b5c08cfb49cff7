"""Of a pool's connections those are in use that have just been, and the others are let go."""

import pytest
from django.db import connection as django_connection
from psycopg import OperationalError

from budget.postgresql.base import NewestFirst
from tests.servers import wait_for

pytestmark = [pytest.mark.django_db, pytest.mark.only("postgresql")]


@pytest.fixture
def pool():
    with NewestFirst(kwargs=django_connection.get_connection_params(), min_size=1, max_size=3) as pool:
        yield pool


@pytest.fixture
def free(pool):
    """Three free connections, the one that has been so for longest first."""
    connections = [pool.getconn() for _ in range(3)]
    for connection in connections:
        pool.putconn(connection)
    return connections


def test_the_connection_that_came_back_last_goes_out_first(pool, free):
    assert [pool.getconn() for _ in range(3)] == free[::-1]


def test_the_one_that_has_been_free_for_longest_is_closed(pool, free):
    # As after a while in which there were always some free; the pool's own thread does it.
    pool._nconns_min = 1
    pool._shrink_pool()
    assert [connection.closed for connection in free] == [True, False, False]


def test_where_one_was_cut_off_the_others_are_looked_at(pool, free):
    with django_connection.cursor() as cursor:
        for connection in free:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
    with pytest.raises(OperationalError), pool.connection() as connection:
        connection.execute("SELECT 1")
    wait_for(lambda: all(connection.closed for connection in free))


def test_an_empty_pool_makes_a_new_one(pool):
    with pool.connection() as first, pool.connection() as second:
        assert first is not second


def test_the_service_has_such_a_pool():
    assert isinstance(django_connection.pool, NewestFirst)
