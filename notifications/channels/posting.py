"""Sending by HTTP, and what the answer means for the message."""

from collections.abc import Callable, Mapping

from notifications import safe_http
from notifications.safe_http import Answer, HttpFailed

from .base import SendingFailed, SendingImpossible

# A message that came twice has the same one twice.
DELIVERY_HEADER = "X-Harumok-Delivery"
GONE = (404, 410)
IN_TIME = (408, 425)


def deliver(
    url: str, body: bytes, headers: Mapping[str, str], *, judge: Callable[[Answer], SendingFailed] | None = None
) -> Answer:
    """Post, and return an answer that says it arrived. Raises what `judge` makes of any other, or SendingFailed."""
    try:
        answer = safe_http.post(url, body, headers)
    except HttpFailed as failed:
        raise SendingFailed(failed.code) from None
    if 200 <= answer.status < 300:
        return answer
    raise (judge or failure)(answer)


def failure(answer: Answer, *, dead: tuple[int, ...] = ()) -> SendingFailed:
    """Return what a status means. `dead` are those, beside 404 and 410, after which nothing will ever arrive."""
    if answer.status in GONE:
        return SendingImpossible("gone")
    if answer.status in dead:
        return SendingImpossible("refused")
    return SendingFailed(_code(answer.status), retry_after=answer.retry_after)


def _code(status: int) -> str:
    if status < 400:
        return "redirected"
    if status == 429:
        return "rate_limited"
    if status in IN_TIME:
        return "timeout"
    return "refused" if status < 500 else "server_error"
