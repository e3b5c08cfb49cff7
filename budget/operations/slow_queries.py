"""Statements that took long, by their text: what stands in their place holders is left out."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

logger = logging.getLogger("harumok.slow_queries")

# A statement for many rows repeats itself.
LONGEST = 2_000


def watch() -> None:
    """Time the statements of each connection from now on."""
    connection_created.connect(_watch_connection, dispatch_uid="slow queries")


def _watch_connection(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    # A connection of Django's outlives those to the database that it makes.
    if timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(timed)


def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Execute a statement, and say so if that took long."""
    started = perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        milliseconds = (perf_counter() - started) * 1000
        if milliseconds >= settings.SLOW_QUERY_MS:
            logger.warning("slow query", extra={"duration_ms": round(milliseconds, 2), "sql": str(sql)[:LONGEST]})
