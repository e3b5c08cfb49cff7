"""A message as a mail, and what the server says to it."""

import smtplib
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from notifications.channels.base import SendingFailed, SendingImpossible
from notifications.messages import Message

PAGE = """<!doctype html>
<html lang="{language}">
<head><meta charset="utf-8"></head>
<body>
{html}
</body>
</html>
"""


def send_mail(address: str, message: Message, *, delivery_id: str = "") -> None:
    """Mail a message. Raises SendingFailed, or SendingImpossible for an address that is refused for good."""
    mail = EmailMultiAlternatives(
        " ".join(message.title.split()), message.text, to=[address], headers=_headers(delivery_id)
    )
    mail.attach_alternative(PAGE.format(language=message.language, html=message.html), "text/html")
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        raise _of_recipient(refused) from None
    except smtplib.SMTPAuthenticationError:
        raise SendingFailed("mail_login_refused") from None
    except smtplib.SMTPResponseException as refused:
        raise SendingFailed("refused" if refused.smtp_code >= 500 else "server_error") from None
    # Among them what smtplib raises when the server hangs, or hangs up.
    except OSError:
        raise SendingFailed("unreachable") from None


def _headers(delivery_id: str) -> dict[str, str]:
    # No machine is to answer: out of office, received.
    headers = {"Auto-Submitted": "auto-generated"}
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if not delivery_id:
        return headers | {"Message-ID": make_msgid(domain=domain)}
    # The same for each attempt, so that mailboxes show a message that came twice once.
    return headers | {"Message-ID": f"<delivery-{delivery_id}@{domain}>", "X-Harumok-Delivery": delivery_id}


def _of_recipient(refused: smtplib.SMTPRecipientsRefused) -> SendingFailed:
    [(code, _)] = refused.recipients.values()
    return SendingImpossible("gone") if code >= 500 else SendingFailed("server_error")
