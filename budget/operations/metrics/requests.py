"""What is counted as it happens: requests, and what the log of logins says."""

import logging
import re

from django.http import HttpRequest, HttpResponseBase
from prometheus_client import Counter, Histogram

from budget.operations.observer import method_of, route_of

SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("harumok_requests", "Requests that were answered.", ("method", "route", "status"))
DURATION = Histogram(
    "harumok_request_duration_seconds", "Until the answer was there to be sent.", ("method", "route"), buckets=SECONDS
)
AUTH_EVENTS = Counter("harumok_auth_events", "What happened to logins and accounts.", ("event",))


def count(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    """Count a request."""
    method, route = method_of(request), route_of(request)
    REQUESTS.labels(method, route, response.status_code).inc()
    DURATION.labels(method, route).observe(seconds)


class AuthTally(logging.Handler):
    """Counts the lines of the log of logins, by their words without what is put into them."""

    def emit(self, record: logging.LogRecord) -> None:
        AUTH_EVENTS.labels(re.split(r"[:,] \w+=", str(record.msg))[0]).inc()


TALLY = AuthTally()
logging.getLogger("harumok.auth").addHandler(TALLY)
