"""A message, before any channel has seen it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Message:
    """What is said. `text` is plain, `html` the same in simple markup; `title` alone fits a lock screen."""

    title: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """A message on its way: `delivery_id` goes with it, so that a duplicate can be told from a second message.

    `local_date` is the day it is about, where its reader lives.
    """

    message: Message
    delivery_id: str
    kind: str
    local_date: date | None = None
