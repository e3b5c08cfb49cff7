"""Channels that tests hold in their hands, beside the real inbox."""

from collections.abc import Callable
from typing import Any

import pytest

from notifications import engine
from notifications.channels import channel_type
from notifications.messages import Envelope

from .people import make_reader


class FakeChannel:
    """Takes what is sent, and does with it what the test says."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.act: Callable[[dict[str, Any]], None] = lambda target: None

    @property
    def ids(self) -> list[int]:
        return [int(envelope.delivery_id) for envelope in self.taken]

    def send(self, target: dict[str, Any], envelope: Envelope) -> None:
        self.act(target)
        self.taken.append(envelope)


@pytest.fixture
def webhook(monkeypatch) -> FakeChannel:
    """Every webhook of this test."""
    fake = FakeChannel()
    monkeypatch.setattr(engine, "channel_type", lambda type: fake if type == "webhook" else channel_type(type))
    return fake


@pytest.fixture
def alice(db):
    return make_reader("alice")
