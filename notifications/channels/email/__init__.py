"""E-mail, through the operator's own server."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from core.errors import EmailInvalid, MailNotSetUp
from notifications.channels.targets import read_texts
from notifications.messages import Envelope
from notifications.models import Channel

from .mail import send_mail
from .verification import send_verification

__all__ = ["EmailType", "send_verification"]

LONGEST = 254
# Not even to this machine's own mailboxes.
validate = EmailValidator(allowlist=[])


class EmailType:
    """An address, used once its owner has shown that it is theirs."""

    type: ClassVar[str] = Channel.Type.EMAIL

    def clean(self, target: Mapping[str, Any]) -> dict[str, Any]:
        """Take `address`. Raises Invalid, MailNotSetUp where the operator has given no server."""
        [address] = read_texts(target, "address")
        name, _, domain = address.rpartition("@")
        try:
            validate(address)
            # As it goes to the server: some names that can be read cannot be written so.
            domain.encode("idna")
        except (ValidationError, UnicodeError) as error:
            raise EmailInvalid(attr="address") from error
        # The server would connect to an IP address without asking anybody.
        if len(address) > LONGEST or not name.isascii() or domain.startswith("["):
            raise EmailInvalid(attr="address")
        if not settings.SMTP_HOST:
            raise MailNotSetUp(attr="address")
        return {"address": address}

    def masked(self, target: Mapping[str, Any]) -> str:
        """Return the address with the beginning of its name only."""
        name, _, domain = target["address"].rpartition("@")
        return f"{name[: 2 if len(name) > 4 else 1]}…@{domain}"

    def send(self, target: Mapping[str, Any], envelope: Envelope) -> None:
        """Send the text, and the same in HTML. Raises SendingFailed or SendingImpossible."""
        send_mail(target["address"], envelope.message, delivery_id=envelope.delivery_id)
