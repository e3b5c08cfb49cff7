"""What every channel is: a folder with a class that reads a target and sends."""

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from notifications.messages import Envelope


class SendingFailed(Exception):
    """It did not arrive. `code` is a class of error for people; `retry_after` is in seconds, if the other side said."""

    def __init__(self, code: str, *, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after = retry_after


class SendingImpossible(SendingFailed):
    """It will never arrive there: the address is gone or refuses us. The channel is switched off."""


class ChannelType(Protocol):
    """A kind of channel."""

    type: ClassVar[str]

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Return the target as it is kept. Raises core.errors.Invalid with the field in `attr`."""
        ...

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return what may be shown of a target: enough to recognise, nothing to use."""
        ...

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send, within 10 seconds. Raises SendingFailed or SendingImpossible."""
        ...
