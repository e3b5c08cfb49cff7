"""`/healthz`: this process answers. `/readyz`: the database does too, with every migration applied."""

from collections.abc import Callable
from threading import Event

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponseBase, JsonResponse

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
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated.is_set() and _has_all_migrations():
            _migrated.set()
    except Error:
        return _not_ready("database unavailable")
    return alive() if _migrated.is_set() else _not_ready("migrations missing")


def _has_all_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _not_ready(reason: str) -> JsonResponse:
    return JsonResponse({"status": reason}, status=503, headers={"Retry-After": "5"})
