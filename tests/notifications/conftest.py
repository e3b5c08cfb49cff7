"""Mail is set up, and nobody outside this machine is asked for anything."""

import pytest

from .names import Names


@pytest.fixture(autouse=True)
def names(monkeypatch) -> Names:
    names = Names()
    monkeypatch.setattr("socket.getaddrinfo", names.getaddrinfo)
    return names


@pytest.fixture(autouse=True)
def _mail_is_set_up(settings):
    settings.SMTP_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "하루몫 <budget@example.org>"
