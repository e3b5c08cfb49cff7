"""`/healthz`: this process answers. `/readyz`: the database does too, with every migration applied.

How long ago a scheduler last did its work is said as well, and decides nothing: this process serves without one, and
taking it out of service would not bring one back.
"""

from collections.abc import Callable
from threading import Event

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from core import clock
from notifications import traffic

# Looked up once: a process whose migrations are all there does not lose them.
_migrated = Event()


class Probes:
    """Answers the probes before anything else: they come without a login, over plain HTTP, to a bare address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        match request.path_info:
            case "/healthz":
                return alive()
            case "/readyz":
                return ready()
        return self.get_response(request)


def alive() -> JsonResponse:
    """Answer, which is all that is asked."""
    return JsonResponse({"status": "ok"})


def ready() -> JsonResponse:
    """Tell whether requests can be served; 503 says what is missing, and nothing else."""
    try:
        if not _migrated.is_set() and not _has_all_migrations():
            return _not_ready("migrations missing")
        _migrated.set()
        lag = traffic.scheduler_lag(clock.now())
    except Error:
        return _not_ready("database unavailable")
    return JsonResponse({"status": "ok", "scheduler_lag_seconds": lag if lag is None else int(lag)})


def _has_all_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _not_ready(reason: str) -> JsonResponse:
    return JsonResponse({"status": reason}, status=503, headers={"Retry-After": "5"})
