"""Discord, by the address of a webhook as its settings show it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from apprise.plugins.discord import NotifyDiscord

from core.errors import WebhookOfAnother
from notifications.channels import through_apprise
from notifications.channels.posting import failure
from notifications.channels.targets import read_texts, tail
from notifications.messages import Envelope, Message
from notifications.models import Channel

HOOK = re.compile(
    r"https://(?:(?:canary|ptb)\.)?discord(?:app)?\.com/api/(?:v[0-9]{1,2}/)?webhooks/"
    r"(?P<id>[0-9]{5,25})/(?P<token>[A-Za-z0-9_-]{20,200})/?"
)
MARKUP = re.compile(r"([\\*_~`|<>#\[\]])")
# 401: the webhook is there, but has another token now.
through_apprise.use_checked_requests(NotifyDiscord, "discord.com", partial(failure, dead=(401,)))


class Discord(NotifyDiscord):
    """What Apprise says to Discord, and that it wakes nobody: a label may read @everyone."""

    def _send(self, payload: dict[str, Any], *args: Any, **kwargs: Any) -> bool:
        return bool(super()._send({**payload, "allowed_mentions": {"parse": []}}, *args, **kwargs))


class DiscordType:
    """A webhook of Discord."""

    type: ClassVar[str] = Channel.Type.DISCORD

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `url`. Raises Invalid."""
        [url] = read_texts(target, "url")
        found = HOOK.fullmatch(url)
        if found is None:
            raise WebhookOfAnother(attr="url", example="https://discord.com/api/webhooks/…/…")
        return found.groupdict()

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the host and the end of the token."""
        return f"discord.com/…/{tail(target['token'])}"

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send the text. Raises SendingFailed or SendingImpossible."""
        plugin = Discord(target["id"], target["token"], avatar=False, asset=through_apprise.ASSET)
        through_apprise.send(plugin, replace(envelope, message=as_markdown(envelope.message)))


def as_markdown(message: Message) -> Message:
    """Return the message with what Discord would take for markup escaped."""
    return replace(message, title=MARKUP.sub(r"\\\1", message.title), text=MARKUP.sub(r"\\\1", message.text))
