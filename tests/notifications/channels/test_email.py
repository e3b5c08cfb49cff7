"""E-mail through a real mail server."""

from dataclasses import replace
from smtplib import SMTP, SMTPAuthenticationError

import pytest

from core.errors import EmailInvalid, FieldNotText, FieldRequired, FieldUnknown, MailNotSetUp
from notifications.channels import channel_type
from notifications.channels.base import SendingFailed, SendingImpossible
from notifications.channels.email import mail

from .receivers import raw_receiver

EMAIL = channel_type("email")
TARGET = {"address": "alice.kim@example.org"}


def failed(envelope) -> SendingFailed:
    with pytest.raises(SendingFailed) as found:
        EMAIL.send(TARGET, envelope)
    return found.value


def test_it_carries_text_and_html(mailbox, envelope):
    EMAIL.send(TARGET, envelope)
    [taken] = mailbox.mails
    assert (taken["To"], taken["From"]) == (TARGET["address"], "하루몫 <budget@example.org>")
    assert taken["Subject"] == envelope.message.title
    assert taken.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == envelope.message.text
    html = taken.get_body(("html",)).get_content()
    assert envelope.message.html in html
    assert '<html lang="ko">' in html


def test_it_carries_the_delivery(mailbox, envelope):
    EMAIL.send(TARGET, envelope)
    EMAIL.send(TARGET, envelope)
    # The same each time, so that a second one can be told from a second message.
    for taken in mailbox.mails:
        assert taken["X-Harumok-Delivery"] == "4711"
        assert taken["Message-ID"] == "<delivery-4711@example.org>"
        assert taken["Auto-Submitted"] == "auto-generated"


def test_a_mail_that_is_no_delivery_has_an_id_of_its_own(mailbox, envelope):
    mail.send_mail(TARGET["address"], envelope.message)
    mail.send_mail(TARGET["address"], envelope.message)
    first, second = mailbox.mails
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"].endswith("@example.org>")
    assert first["X-Harumok-Delivery"] is None


def test_a_title_of_several_lines_is_one_subject(mailbox, envelope):
    EMAIL.send(TARGET, replace(envelope, message=replace(envelope.message, title="a\r\nBcc: x@example.org\n b")))
    assert mailbox.mails[0]["Subject"] == "a Bcc: x@example.org b"
    assert mailbox.mails[0]["Bcc"] is None


@pytest.mark.parametrize("said", ["550 5.1.1 no such user", "553 not here", "552 canary"])
def test_a_recipient_refused_for_good_is_given_up(mailbox, envelope, said):
    mailbox.recipient = said
    found = failed(envelope)
    assert (type(found), found.code, found.retry_after) == (SendingImpossible, "gone", None)
    assert "canary" not in str(found)


@pytest.mark.parametrize("said", ["450 4.2.1 later", "451 greylisted", "452 full"])
def test_a_recipient_refused_for_now_is_to_be_tried_again(mailbox, envelope, said):
    mailbox.recipient = said
    found = failed(envelope)
    assert (type(found), found.code) == (SendingFailed, "server_error")


@pytest.mark.parametrize(("said", "code"), [("554 spam", "refused"), ("451 later", "server_error")])
def test_a_mail_that_is_refused_does_not_condemn_the_address(mailbox, envelope, said, code):
    mailbox.data = said
    found = failed(envelope)
    assert (type(found), found.code) == (SendingFailed, code)


def test_a_login_that_the_server_refuses_is_the_operators_affair(mailbox, envelope, monkeypatch):
    def refuse(self, *args, **kwargs):
        raise SMTPAuthenticationError(535, b"canary")

    monkeypatch.setattr(SMTP, "sendmail", refuse)
    assert failed(envelope).code == "mail_login_refused"


def test_a_server_that_is_away_is_to_be_tried_again(mailbox, envelope, settings):
    settings.EMAIL_PORT = 1
    assert failed(envelope).code == "unreachable"


def test_a_server_that_hangs_is_to_be_tried_again(mailbox, envelope, settings):
    settings.EMAIL_TIMEOUT = 0.1
    with raw_receiver(lambda connection, over: over.wait()) as host:
        settings.EMAIL_PORT = int(host.partition(":")[2])
        assert failed(envelope).code == "unreachable"


@pytest.mark.parametrize("address", ["alice@example.org", " a.b+c@mail.example.co.kr ", "alice@한글.한국"])
def test_it_takes_an_address(address):
    assert EMAIL.clean({"address": address}) == {"address": address.strip()}


@pytest.mark.parametrize(
    ("given", "error", "attr"),
    [
        ({}, FieldRequired, "address"),
        ({"address": 5}, FieldNotText, "address"),
        ({"address": "a@example.org\nBcc: b@example.org"}, FieldNotText, "address"),
        ({"address": "nobody"}, EmailInvalid, "address"),
        ({"address": "a@b@example.org"}, EmailInvalid, "address"),
        ({"address": "a@example.org, b@example.org"}, EmailInvalid, "address"),
        ({"address": "Alice <a@example.org>"}, EmailInvalid, "address"),
        ({"address": f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 20}.org"}, EmailInvalid, "address"),
        ({"address": "a@example.org", "name": "Alice"}, FieldUnknown, "name"),
        # Longer in ASCII than a name can be; of two directions; what is written alike and is not ASCII.
        ({"address": f"a@{'한' * 63}.com"}, EmailInvalid, "address"),
        ({"address": "a@\u05d0a.com"}, EmailInvalid, "address"),
        ({"address": "\u212aelvin@example.org"}, EmailInvalid, "address"),
        # The operator's mail server would connect to where users have no business.
        ({"address": "a@[10.0.0.1]"}, EmailInvalid, "address"),
        ({"address": "a@[::1]"}, EmailInvalid, "address"),
        ({"address": "root@localhost"}, EmailInvalid, "address"),
    ],
)
def test_it_refuses_and_names_the_field(given, error, attr):
    with pytest.raises(error) as refused:
        EMAIL.clean(given)
    assert refused.value.attr == attr


def test_without_a_mail_server_there_is_no_such_channel(settings):
    settings.SMTP_HOST = ""
    with pytest.raises(MailNotSetUp) as refused:
        EMAIL.clean(TARGET)
    assert (refused.value.code, refused.value.attr) == ("mail_not_set_up", "address")


@pytest.mark.parametrize(
    ("address", "shown"),
    [("alice@example.com", "al…@example.com"), ("bob@example.com", "b…@example.com"), ("a@b.kr", "a…@b.kr")],
)
def test_it_is_shown_masked(address, shown):
    assert EMAIL.masked({"address": address}) == shown
