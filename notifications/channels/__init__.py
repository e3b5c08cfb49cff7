"""The kinds of channels. How to add one: CONTRIBUTING.md."""

from .base import ChannelType
from .discord import DiscordType
from .email import EmailType
from .inbox import InboxType
from .slack import SlackType
from .telegram import TelegramType
from .web_push import WebPushType
from .webhook import WebhookType

_ALL: tuple[ChannelType, ...] = (
    InboxType(),
    EmailType(),
    DiscordType(),
    SlackType(),
    TelegramType(),
    WebhookType(),
    WebPushType(),
)
TYPES: dict[str, ChannelType] = {one.type: one for one in _ALL}


def channel_type(type: str) -> ChannelType:
    """Return the kind of channel of this name, one of Channel.Type."""
    return TYPES[type]
