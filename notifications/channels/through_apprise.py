"""Sending through Apprise, which knows how each service wants its messages.

Apprise only says whether it worked. To know whether to try again, and when, its plugins get our own client in place of
the module `requests`: it goes to one host, without redirects and proxies, keeps our limits, and notes what the answer
means.
"""

import sys
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.plugins.base import NotifyBase

from notifications.messages import Envelope
from notifications.safe_http import Answer

from .base import SendingFailed
from .posting import DELIVERY_HEADER, deliver

# Nothing is kept between messages, nothing is loaded from disk, and no picture of Apprise goes along.
ASSET = AppriseAsset(app_id="Harumok", app_desc="하루몫", app_url="", image_url_mask="", plugin_paths=[])


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a plugin at work knows nothing of: which delivery it sends, and what failed."""

    delivery_id: str
    failures: list[SendingFailed] = field(default_factory=list)


_attempt: ContextVar[Attempt] = ContextVar("attempt")


@dataclass(frozen=True, slots=True)
class Response:
    """What the plugins look at in an answer that says it arrived."""

    status_code: int
    content: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


class CheckedRequests:
    """What the plugins use of `requests`."""

    codes = requests.codes
    RequestException = requests.RequestException

    def __init__(self, host: str, judge: Callable[[Answer], SendingFailed]) -> None:
        self._host = host
        self._judge = judge

    def post(self, url: str, **options: Any) -> Response:
        """Post as `requests.post` does."""
        return self.request("post", url, **options)

    def request(self, method: str, url: str, *, data: str, headers: Mapping[str, str], **options: Any) -> Response:
        """Post as `requests.request` does; what failed is noted, and the plugin told that there was no answer."""
        attempt = _attempt.get()
        try:
            if method != "post" or urlsplit(url)[:2] != ("https", self._host):
                raise SendingFailed("internal_error")
            marked = {**headers, DELIVERY_HEADER: attempt.delivery_id}
            answer = deliver(url, data.encode(), marked, judge=self._judge)
        except SendingFailed as failed:
            attempt.failures.append(failed)
            raise requests.RequestException from None
        return Response(answer.status, answer.body)


def use_checked_requests(plugin: type[NotifyBase], host: str, judge: Callable[[Answer], SendingFailed]) -> None:
    """Let a plugin send through our own client, to its own host only."""
    vars(sys.modules[plugin.__module__])["requests"] = CheckedRequests(host, judge)


def send(plugin: NotifyBase, envelope: Envelope, *, body_format: NotifyFormat = NotifyFormat.TEXT) -> None:
    """Send the text, which is in `body_format`. Raises SendingFailed or SendingImpossible."""
    attempt, message = Attempt(envelope.delivery_id), envelope.message
    noted = _attempt.set(attempt)
    try:
        apprise = Apprise(plugin, asset=ASSET)
        is_sent = apprise.notify(title=message.title, body=message.text, body_format=body_format)
    finally:
        _attempt.reset(noted)
    if attempt.failures:
        raise attempt.failures[0]
    if not is_sent:
        raise SendingFailed("refused")
