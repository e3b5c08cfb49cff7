import pytest
from django.db import OperationalError, ProgrammingError, connection

from budget.operations import slow_queries

# Takes a while on both databases, and the place holder stands for something to be kept.
SLOW = """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
    SELECT count(*) FROM n WHERE CAST(i AS text) <> %s
"""


@pytest.fixture(autouse=True)
def _timed(db):
    with connection.execute_wrapper(slow_queries.timed):
        yield


def slow(lines):
    return [line for line in lines() if line["logger"] == "harumok.slow_queries"]


def run(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def test_a_slow_statement_is_logged_without_its_values(settings, lines):
    settings.SLOW_QUERY_MS = 1
    run(SLOW, "canary-memo")
    (line,) = slow(lines)
    assert line["duration_ms"] >= 1
    assert "WITH RECURSIVE" in line["sql"]
    assert "%s" in line["sql"]
    assert "canary" not in str(lines())


def test_it_says_which_request_it_was_of(settings, lines, as_alice):
    # Everything is slower than that.
    settings.SLOW_QUERY_MS = 0
    answer = as_alice.get("/api/accounts/me/")
    assert slow(lines)[-1]["route"] == "/api/accounts/me/"
    assert slow(lines)[-1]["request_id"] == answer["X-Request-ID"]


def test_a_quick_one_is_not(settings, lines):
    settings.SLOW_QUERY_MS = 60_000
    run("SELECT 1")
    assert slow(lines) == []


def test_one_that_fails_is_logged_too(settings, lines):
    settings.SLOW_QUERY_MS = 0
    with pytest.raises((OperationalError, ProgrammingError)):
        run("SELECT %s FROM nowhere", "canary")
    assert "canary" not in str(slow(lines)[0])


def test_a_long_one_is_cut(settings, lines):
    settings.SLOW_QUERY_MS = 0
    run(f"SELECT {', '.join(['1'] * 1500)}")
    assert len(slow(lines)[0]["sql"]) == slow_queries.LONGEST


def test_a_new_connection_is_watched_once():
    wrappers = list(connection.execute_wrappers)
    try:
        connection.execute_wrappers.clear()
        for _ in range(2):
            slow_queries._watch_connection(connection=connection)
        assert connection.execute_wrappers == [slow_queries.timed]
    finally:
        connection.execute_wrappers[:] = wrappers


def test_nothing_is_timed_by_default():
    assert slow_queries.timed not in connection.execute_wrappers[1:]
