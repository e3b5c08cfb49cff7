"""Slack, by the address of an incoming webhook as its settings show it."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from apprise.plugins.slack import NotifySlack

from core.errors import WebhookOfAnother
from notifications.channels import through_apprise
from notifications.channels.posting import failure
from notifications.channels.targets import read_texts, tail
from notifications.messages import Envelope
from notifications.models import Channel

HOOK = re.compile(
    r"https://hooks\.slack\.com/services/"
    r"(?P<token_a>[A-Za-z0-9]{5,40})/(?P<token_b>[A-Za-z0-9]{5,40})/(?P<token_c>[A-Za-z0-9]{16,80})/?"
)
# 403: the token is wrong, or the workspace does not let us in any more.
through_apprise.use_checked_requests(NotifySlack, "hooks.slack.com", partial(failure, dead=(403,)))


class SlackType:
    """An incoming webhook of Slack."""

    type: ClassVar[str] = Channel.Type.SLACK

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `url`. Raises Invalid."""
        [url] = read_texts(target, "url")
        found = HOOK.fullmatch(url)
        if found is None:
            raise WebhookOfAnother(attr="url", example="https://hooks.slack.com/services/T…/B…/…")
        return found.groupdict()

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the host and the end of the token."""
        return f"hooks.slack.com/…/{tail(target['token_c'])}"

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send the text. Raises SendingFailed or SendingImpossible."""
        plugin = NotifySlack(
            token_a=target["token_a"],
            token_b=target["token_b"],
            token_c=target["token_c"],
            include_image=False,
            include_footer=False,
            include_timestamp=False,
            asset=through_apprise.ASSET,
        )
        through_apprise.send(plugin, envelope)
