"""What channels send to, and a message."""

import socket
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from types import SimpleNamespace
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from notifications import safe_http
from notifications.messages import Envelope, Message

from .receivers import Mailbox, Receiver, certificate, http_receiver

SERVICES = ("discord.com", "hooks.slack.com", "api.telegram.org", "push.example.org", "hooks.example.org")


@pytest.fixture
def envelope() -> Envelope:
    text = "오늘은 12,000원이에요.\n\n식비 9,000원\n교통 3,000원"
    message = Message("오늘 쓸 수 있는 돈 12,000원", text, "<p>오늘은 <b>12,000원</b>이에요.</p>", "ko")
    return Envelope(message, "4711", "morning", date(2026, 11, 23))


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    """A receiver in the operator's own network."""
    with http_receiver() as receiver:
        settings.WEBHOOK_ALLOWED_HOSTS = [receiver.host]
        yield receiver


@pytest.fixture
def service(settings, names, monkeypatch, tmp_path) -> Iterator[Receiver]:
    """A receiver that has the names of the services, and proves them."""
    tls, authority = certificate(tmp_path, *SERVICES)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    safe_http.tls.cache_clear()
    settings.WEBHOOK_ALLOWED_HOSTS = list(SERVICES)
    with http_receiver(tls) as receiver:
        for name in SERVICES:
            names.set(name, ("127.0.0.1", receiver.port))
        yield receiver
    safe_http.tls.cache_clear()


def handler(mailbox: Mailbox) -> SimpleNamespace:
    """Return what aiosmtpd asks about each command."""

    async def recipient(server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.rcpt_tos.append(address)
        return mailbox.recipient

    async def data(server: Any, session: Any, envelope: Any) -> str:
        mailbox.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return mailbox.data

    return SimpleNamespace(handle_RCPT=recipient, handle_DATA=data)


@pytest.fixture
def mailbox(settings) -> Iterator[Mailbox]:
    """A real mail server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        mailbox = Mailbox(free.getsockname()[1])
    controller = Controller(handler(mailbox), hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", mailbox.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield mailbox
    controller.stop()
