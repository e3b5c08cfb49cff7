"""Where the numbers are read: on a port of their own, or below /metrics with a token."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare
from prometheus_client import CollectorRegistry, Metric, start_http_server
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from . import FOLDER
from .messages import Messages

PATH = "/metrics"


class Endpoint:
    """Answers /metrics to whoever has the token; to others it is not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_AUTHORIZATION", "")
        if request.path_info == PATH and constant_time_compare(given, f"Bearer {settings.METRICS_TOKEN}"):
            encode, content_type = choose_encoder(request.META.get("HTTP_ACCEPT", ""))
            return HttpResponse(encode(registry()), content_type=content_type)
        return self.get_response(request)


class Metrics(Collector):
    """Everything, from a thread that keeps no connection to the database."""

    def collect(self) -> Iterable[Metric]:
        try:
            return list(registry().collect())
        finally:
            connection.close()


def registry() -> CollectorRegistry:
    """Return where all numbers are to be had."""
    forget_the_dead()
    found = CollectorRegistry()
    MultiProcessCollector(found, str(FOLDER))
    found.register(Messages())
    return found


def serve(host: str, port: int) -> None:
    """Answer on a port, for ever."""
    _, thread = start_http_server(port, host, Metrics())
    thread.join()


def forget_the_dead() -> None:
    """Drop what processes said of themselves that are gone; what they counted stays."""
    for file in FOLDER.glob("gauge_live*_*.db"):
        pid = int(file.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            with suppress(FileNotFoundError):
                mark_process_dead(pid, str(FOLDER))
