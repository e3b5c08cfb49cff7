"""`/healthz`: this process answers. `/readyz`: the database does too, with every migration applied."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse


def alive(request: HttpRequest) -> JsonResponse:
    """Answer, which is all that is asked."""
    return JsonResponse({"status": "ok"})


def ready(request: HttpRequest) -> JsonResponse:
    """Tell whether requests can be served; 503 says what is missing, and nothing else."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "database unavailable"}, status=503, headers={"Retry-After": "5"})
    if waiting:
        return JsonResponse({"status": "migrations missing"}, status=503, headers={"Retry-After": "5"})
    return JsonResponse({"status": "ok"})
