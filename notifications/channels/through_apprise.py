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

from notifications.messages import Message
from notifications.safe_http import Answer

from .base import SendingFailed
from .posting import deliver

# Nothing is kept between messages, nothing is loaded from disk, and no picture of Apprise goes along.
ASSET = AppriseAsset(app_id="Harumok", app_desc="하루몫", app_url="", image_url_mask="", plugin_paths=[])
# What failed while the plugin was at work.
_failures: ContextVar[list[SendingFailed]] = ContextVar("failures")


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
        try:
            if method != "post" or urlsplit(url)[:2] != ("https", self._host):
                raise SendingFailed("internal_error")
            answer = deliver(url, data.encode(), headers, judge=self._judge)
        except SendingFailed as failed:
            _failures.get().append(failed)
            raise requests.RequestException from None
        return Response(answer.status, answer.body)


def use_checked_requests(plugin: type[NotifyBase], host: str, judge: Callable[[Answer], SendingFailed]) -> None:
    """Let a plugin send through our own client, to its own host only."""
    vars(sys.modules[plugin.__module__])["requests"] = CheckedRequests(host, judge)


def send(plugin: NotifyBase, message: Message, *, body_format: NotifyFormat = NotifyFormat.TEXT) -> None:
    """Send the text, which is in `body_format`. Raises SendingFailed or SendingImpossible."""
    failures: list[SendingFailed] = []
    noted = _failures.set(failures)
    try:
        apprise = Apprise(plugin, asset=ASSET)
        is_sent = apprise.notify(title=message.title, body=message.text, body_format=body_format)
    finally:
        _failures.reset(noted)
    if failures:
        raise failures[0]
    if not is_sent:
        raise SendingFailed("refused")
