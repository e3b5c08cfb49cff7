"""Django's PostgreSQL, with a pool that gives out the connection that came back last."""

from collections.abc import Callable
from threading import Lock, Thread
from typing import Any

from django.db.backends.base.base import NO_DB_ALIAS
from django.db.backends.postgresql import base
from psycopg import Connection
from psycopg_pool import ConnectionPool


class NewestFirst(ConnectionPool[Connection[Any]]):
    """A pool of which as few connections are in use as will do.

    psycopg's own gives out the one that has been free for longest, so that after a rush all that it had then take
    turns, and each finds the processor's caches full of the others' work. Here the rest stay free, and are closed.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self._looking = Lock()
        super().__init__(*arguments, **options)

    def _get_ready_connection(self, timeout: float | None) -> Connection[Any] | None:
        # Who is free stands in a line: its end is the newest, and this takes the front. Called with the pool's lock.
        self._pool.rotate()
        return super()._get_ready_connection(timeout)

    def putconn(self, conn: Connection[Any]) -> None:
        """Take a connection back. If it was cut off, others may have been: look now, not in the next rush."""
        was_cut_off = conn.closed and not self.closed
        super().putconn(conn)
        if was_cut_off and self._looking.acquire(blocking=False):
            Thread(target=self._look, name="pool-check", daemon=True).start()

    def _look(self) -> None:
        try:
            self.check()
        finally:
            self._looking.release()


class DatabaseWrapper(base.DatabaseWrapper):
    """The same, which makes its pool of this kind. Other wishes for a pool than its options are not heard."""

    # Django's, which its stubs do not know.
    _connection_pools: dict[str, ConnectionPool[Any]]
    _configure_connection: Callable[[Connection[Any]], None]
    # Called before a commit, which waits for the disk.
    before_commit: Callable[[], None] | None = None

    @property
    def pool(self) -> ConnectionPool[Any] | None:
        """The pool of this process, where the settings ask for one."""
        # Asked for seven times a request.
        if pool := self._connection_pools.get(self.alias):
            return pool
        options = self.settings_dict["OPTIONS"].get("pool")
        if not options or self.alias == NO_DB_ALIAS:
            return None
        made = NewestFirst(
            kwargs=self.get_connection_params() | {"autocommit": True},
            open=False,
            configure=self._configure_connection,
            **options,
        )
        # Of several threads' the first.
        return self._connection_pools.setdefault(self.alias, made)

    def commit(self) -> None:
        """Commit. Whoever works at a request then waits for the disk."""
        if self.before_commit:
            self.before_commit()
        super().commit()
