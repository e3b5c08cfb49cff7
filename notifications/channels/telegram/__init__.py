"""Telegram, through a bot of one's own."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any, ClassVar

from apprise import NotifyFormat
from apprise.plugins.telegram import NotifyTelegram

from core.errors import TelegramChatInvalid, TelegramTokenInvalid
from notifications.channels import through_apprise
from notifications.channels.base import SendingFailed, SendingImpossible
from notifications.channels.posting import failure
from notifications.channels.targets import read_text, require_only, tail
from notifications.messages import Envelope, Message
from notifications.models import Channel
from notifications.safe_http import Answer, retry_after

TOKEN = re.compile(r"[0-9]{5,20}:[A-Za-z0-9_-]{30,100}")
CHAT = re.compile(r"-?[0-9]{1,20}|@[A-Za-z][A-Za-z0-9_]{3,31}")
# 401: the token is no more. 403: the chat does not want the bot.
DEAD = (401, 403)


def judge(answer: Answer) -> SendingFailed:
    """Return what an answer means; Telegram says some of it in the body only."""
    usual = failure(answer, dead=DEAD)
    try:
        said = json.loads(answer.body)
        description, wait = str(said.get("description", "")), said.get("parameters", {}).get("retry_after")
    except (ValueError, AttributeError, RecursionError):
        return usual
    if answer.status == 400 and "chat not found" in description:
        return SendingImpossible("gone")
    if usual.retry_after is None:
        usual.retry_after = retry_after(str(wait))
    return usual


through_apprise.use_checked_requests(NotifyTelegram, "api.telegram.org", judge)


class TelegramType:
    """A chat with a bot."""

    type: ClassVar[str] = Channel.Type.TELEGRAM

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `bot_token` and `chat_id`, a number or the name of a channel. Raises Invalid."""
        require_only(target, "bot_token", "chat_id")
        token = read_text(target, "bot_token")
        if not TOKEN.fullmatch(token):
            raise TelegramTokenInvalid(attr="bot_token")
        chat = target.get("chat_id")
        is_number = isinstance(chat, int) and not isinstance(chat, bool)
        chat = str(chat) if is_number else read_text(target, "chat_id")
        if not CHAT.fullmatch(chat):
            raise TelegramChatInvalid(attr="chat_id")
        return {"bot_token": token, "chat_id": chat}

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the end of the token and of the chat's number."""
        return f"api.telegram.org/…{tail(target['bot_token'])}/…{target['chat_id'][-3:]}"

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send the text. Raises SendingFailed or SendingImpossible."""
        plugin = NotifyTelegram(
            target["bot_token"], [target["chat_id"]], detect_owner=False, asset=through_apprise.ASSET
        )
        html = replace(envelope, message=as_html(envelope.message))
        through_apprise.send(plugin, html, body_format=NotifyFormat.HTML)


def as_html(message: Message) -> Message:
    """Return the message as HTML: of plain text Apprise drops the empty lines."""
    return replace(message, title=escape(message.title, quote=False), text=escape(message.text, quote=False))
