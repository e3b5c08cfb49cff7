"""What is said to somebody."""

import re
from datetime import date
from typing import Any

from accounts.models import User
from notifications.content import compose
from notifications.messages import Message
from notifications.models import Delivery, Kind
from notifications.texts import Text

MONDAY = date(2026, 11, 23)


def due(owner: User, kind: str = Kind.MORNING, on: date = MONDAY, *, pk: int = 1, **more: Any) -> Delivery:
    return Delivery(pk=pk, owner=owner, kind=kind, local_date=on, **more)


def said(owner: User, kind: str = Kind.MORNING, on: date = MONDAY, **more: Any) -> Message | None:
    return compose([due(owner, kind, on, **more)]).get(1)


def lines(message: Message) -> list[str]:
    """Return the lines of the text that say something."""
    return [line for line in message.text.split("\n") if line]


def figures(text: str) -> list[str]:
    """Return every figure in a text, as it stands there."""
    return re.findall(r"\d[\d,.]*\d|\d", text)


def won(amount: int) -> str:
    return f"{amount:,}원"


def every_text() -> dict[str, Text]:
    from notifications import texts

    return {name: value for name, value in vars(texts).items() if isinstance(value, Text)}
