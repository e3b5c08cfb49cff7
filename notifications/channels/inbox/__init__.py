"""The inbox in the app itself: always there, and nothing to set up."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from notifications.channels.targets import require_only
from notifications.messages import Envelope
from notifications.models import Channel, InboxMessage

LONGEST_TITLE = 200


def write(envelopes: Iterable[tuple[int, Envelope]]) -> None:
    """Write messages, each with its owner's id, in the caller's transaction and one statement.

    A delivery comes once, however often it is written.
    """
    messages = [
        InboxMessage(
            owner_id=owner_id,
            delivery_id=int(envelope.delivery_id),
            kind=envelope.kind,
            title=envelope.message.title[:LONGEST_TITLE],
            body=envelope.message.text,
        )
        for owner_id, envelope in envelopes
    ]
    InboxMessage.objects.bulk_create(messages, ignore_conflicts=True)


class InboxType:
    """Writes messages into the database. Who is sending says whose inbox it is, in `owner_id`; nobody can give it."""

    type: ClassVar[str] = Channel.Type.INBOX

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Return nothing. Raises FieldUnknown for anything."""
        require_only(target)
        return {}

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return nothing: there is no address."""
        return ""

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Write the message, unless that delivery has been written."""
        write([(target["owner_id"], envelope)])
