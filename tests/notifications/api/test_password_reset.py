"""Whoever has forgotten their password has a link mailed, to where they have shown to be."""

import logging
import re
from datetime import timedelta
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django_tasks.backends.dummy import DummyBackend
from django_tasks_db.models import DBTaskResult

from accounts import services
from core import clock
from notifications.management.commands import worker
from notifications.models import Channel
from notifications.secrets import encrypt
from tests.accounts.people import BETTER, ME, WRONG, log_in, logged_in, together
from tests.factories import PASSWORD, make_user
from tests.notifications.channels import conftest as channels
from tests.parallel import committed

from .asking import ADDRESS, error

# A worker gives its connection back, which no test's own transaction would survive.
pytestmark = committed
mailbox = channels.mailbox

RESET = "/api/accounts/password/reset/"
SECOND = "second@example.org"
HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def alice(db):
    alice = make_user("alice", password=PASSWORD)
    add_address(alice, ADDRESS)
    return alice


def add_address(owner, address, *, verified=True, **more) -> Channel:
    verified_at = clock.now() if verified else None
    target = encrypt({"address": address})
    return Channel.objects.create(owner=owner, type="email", target=target, verified_at=verified_at, **more)


def ask(client, username="alice", **environ):
    return client.post(RESET, {"username": username}, **environ)


def work():
    """Do what is queued, as `manage.py worker --batch` does."""
    worker.run(worker.make_worker(batch=True))


def outcomes():
    """Return what became of each task: its state, and to how many addresses it mailed."""
    return list(DBTaskResult.objects.order_by("enqueued_at").values_list("status", "return_value"))


def recipients(mailbox):
    return sorted(mail["To"] for mail in mailbox.mails)


def text(mail, kind="plain"):
    return mail.get_body((kind,)).get_content()


def link(mail):
    [found] = re.findall(r"https?://\S+", text(mail))
    return found


def mailed_link(client, mailbox):
    assert ask(client).status_code == 202
    work()
    return link(mailbox.mails[-1])


def opened(browser, address):
    return browser.get(urlsplit(address).path, follow=True)


def send(browser, page, password=BETTER):
    body = {"new_password1": password, "new_password2": password}
    return browser.post(page.request["PATH_INFO"], body, follow=True)


def holds(address):
    return b"<form" in opened(Client(), address).content


@pytest.fixture
def _people(alice, bob, charlie):
    """bob has not verified his address, charlie has none, dave is shut out, and nobody is called erin."""
    add_address(bob, "bob@example.org", verified=False)
    add_address(make_user("dave", is_active=False), "dave@example.org")


OTHERS = ("bob", "charlie", "dave", "erin")


@pytest.mark.usefixtures("_people")
def test_the_answer_tells_nothing(anyone, mailbox, settings):
    found = [ask(anyone, name) for name in ("alice", *OTHERS)]
    settings.SMTP_HOST = ""
    found.append(ask(anyone))
    for answer in found:
        # A new one for each, whoever it is about.
        del answer["X-Request-ID"]
    assert {(answer.status_code, answer.content, str(answer.headers)) for answer in found} == {
        (202, b"", str(found[0].headers))
    }


@pytest.mark.usefixtures("_people")
def test_a_task_is_queued_whoever_it_is(anyone, mailbox):
    for name in ("alice", *OTHERS):
        ask(anyone, name)
    work()
    assert outcomes() == [("SUCCESSFUL", 1)] + [("SUCCESSFUL", 0)] * len(OTHERS)
    assert recipients(mailbox) == [ADDRESS]


def test_the_link_goes_to_every_address_that_was_verified_and_is_not_gone(alice, bob, anyone, mailbox):
    add_address(alice, SECOND)
    add_address(alice, "of.nobody.knows.whom@example.org", verified=False)
    add_address(alice, "gone@example.org", is_on=False, off_reason="gone")
    add_address(bob, "bob@example.org")
    ask(anyone)
    work()
    assert recipients(mailbox) == [ADDRESS, SECOND]


def test_an_address_that_gets_no_messages_gets_the_link(alice, anyone, mailbox):
    Channel.objects.update(is_on=False)
    ask(anyone)
    work()
    assert recipients(mailbox) == [ADDRESS]


def test_who_was_shut_out_meanwhile_gets_none(alice, anyone, mailbox):
    ask(anyone)
    services.set_active(user=alice, active=False)
    work()
    assert (outcomes(), mailbox.mails) == ([("SUCCESSFUL", 0)], [])


def test_without_a_mail_server_nothing_is_queued(alice, anyone, settings):
    settings.SMTP_HOST = ""
    assert ask(anyone).status_code == 202
    assert outcomes() == []


def test_the_queue_holds_no_name_and_no_address(alice, anyone):
    ask(anyone)
    ask(anyone, "erin")
    assert {str(args) for args in DBTaskResult.objects.values_list("args_kwargs", flat=True)} == {
        str({"args": [number, "ko"], "kwargs": {}}) for number in (alice.pk, 0)
    }


def test_the_link_sets_a_new_password_and_ends_all_logins(alice, anyone, mailbox):
    client, _ = logged_in()
    browser = Client()
    page = opened(browser, mailed_link(anyone, mailbox))
    assert client.get(ME).status_code == 200
    assert send(browser, page).status_code == 200
    assert client.get(ME).status_code == 401
    assert log_in("alice", PASSWORD).status_code == 401
    assert log_in("alice", BETTER).status_code == 200


def test_the_link_works_once_and_takes_those_before_it_along(alice, anyone, mailbox):
    first, second = mailed_link(anyone, mailbox), mailed_link(anyone, mailbox)
    assert holds(first)
    browser = Client()
    send(browser, opened(browser, second))
    assert not holds(first)
    assert not holds(second)


def test_the_link_works_for_half_an_hour(alice, anyone, mailbox, fixed_now):
    address = mailed_link(anyone, mailbox)
    fixed_now.shift(HALF_AN_HOUR)
    assert holds(address)
    fixed_now.shift(timedelta(seconds=1))
    assert not holds(address)


def test_the_mail_has_the_link_in_both_its_parts_and_says_how_long_it_works(alice, anyone, mailbox):
    address = mailed_link(anyone, mailbox)
    [mail] = mailbox.mails
    assert f'<a href="{address}">{address}</a>' in text(mail, "html")
    assert "30" in text(mail)
    assert mail["X-Harumok-Delivery"] is None


def test_no_request_has_a_say_in_where_the_link_leads(alice, anyone, mailbox, settings):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = urlsplit("https://budget.example.org"), ["*"]
    ask(anyone, headers={"Host": "evil.example.com", "X-Forwarded-Host": "evil.example.com"}, secure=True)
    work()
    assert re.fullmatch(r"https://budget\.example\.org/account/reset/[\w-]+/[\w-]+/", link(mailbox.mails[0]))


@pytest.mark.parametrize(
    ("own", "asked", "spoken"),
    [
        (None, "en", "en"),
        (None, "ko", "ko"),
        (None, "", "ko"),
        (None, "fr", "ko"),
        ("ko", "en", "ko"),
        ("en", "", "en"),
    ],
)
def test_the_mail_speaks_the_language_of_its_reader_or_else_of_who_asks(alice, anyone, mailbox, own, asked, spoken):
    alice.language = own
    alice.save()
    ask(anyone, headers={"Accept-Language": asked})
    work()
    [mail] = mailbox.mails
    assert f'<html lang="{spoken}">' in text(mail, "html")
    assert (mail["Subject"] == "A new password for Harumok") == (spoken == "en")


def test_of_a_name_three_an_hour_are_taken(alice, anyone, fixed_now):
    for _ in range(3):
        assert ask(anyone).status_code == 202
        fixed_now.shift(timedelta(minutes=1))
    refused = ask(anyone)
    assert error(refused) == (429, "too_many_attempts", None)
    assert refused["Retry-After"] == str(57 * 60)
    fixed_now.shift(timedelta(minutes=57, seconds=-1))
    assert ask(anyone)["Retry-After"] == "1"
    fixed_now.shift(timedelta(seconds=1))
    assert ask(anyone).status_code == 202
    assert ask(anyone).status_code == 429


def test_a_name_that_nobody_has_is_counted_alike(alice, anyone):
    assert [ask(anyone, "erin").status_code for _ in range(4)] == [202, 202, 202, 429]
    refused = [ask(anyone, name) for name in ("erin", "alice", "alice", "alice", "alice")]
    assert (refused[0].content, refused[0]["Retry-After"]) == (refused[-1].content, refused[-1]["Retry-After"])


@pytest.mark.parametrize(
    ("name", "others"),
    [("alice", ["ALICE", "ａｌｉｃｅ", " Alice"]), ("가나", ["가나", normalize("NFD", "가나"), "가나 "])],
)
def test_however_a_name_is_written_it_is_counted_as_one(anyone, name, others):
    assert [ask(anyone, other).status_code for other in [*others, name]] == [202, 202, 202, 429]


@pytest.mark.parametrize("name", ["ALICE", "ａｌｉｃｅ", "Alice "])
def test_however_a_name_is_written_its_owner_gets_the_link(alice, anyone, mailbox, name):
    ask(anyone, name)
    work()
    assert recipients(mailbox) == [ADDRESS]


def test_an_address_may_ask_thirty_times_an_hour(alice, anyone, fixed_now):
    answers = [ask(anyone, f"person{number}").status_code for number in range(30)]
    assert answers == [202] * 30
    refused = ask(anyone)
    assert (error(refused), refused["Retry-After"]) == ((429, "too_many_attempts", None), "3600")
    assert ask(anyone, REMOTE_ADDR="192.0.2.7").status_code == 202
    fixed_now.shift(timedelta(hours=1))
    assert ask(anyone).status_code == 202


def test_a_network_of_ipv6_is_one_address(anyone):
    for number in range(30):
        ask(anyone, f"person{number}", REMOTE_ADDR=f"2001:db8::{number + 1:x}")
    assert ask(anyone, REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert ask(anyone, REMOTE_ADDR="2001:db8:0:1::1").status_code == 202


def test_what_was_refused_is_not_counted(alice, anyone):
    for _ in range(40):
        ask(anyone)
    assert [ask(anyone, f"person{number}").status_code for number in range(28)] == [202] * 27 + [429]
    assert len(outcomes()) == 30


def test_of_twelve_at_once_three_are_taken(alice, anyone):
    found = together(12, lambda _: ask(type(anyone)()).status_code)
    assert sorted(found) == [202] * 3 + [429] * 9
    assert len(outcomes()) == 3


def test_asking_and_logging_in_are_counted_apart(alice, anyone, settings):
    settings.LOGIN_LIMIT_NAME_HOURLY = settings.LOGIN_LIMIT_ADDRESS = settings.LOGIN_LIMIT_NAME_AND_ADDRESS = 3
    for _ in range(2):
        assert log_in("alice", WRONG).status_code == 401
    assert [ask(anyone).status_code for _ in range(3)] == [202] * 3
    assert log_in().status_code == 200


@pytest.mark.parametrize(
    ("body", "code", "attr"),
    [
        ({}, "required", "username"),
        ({"username": None}, "null", "username"),
        ({"username": 5}, "invalid", "username"),
        ({"username": ""}, "blank", "username"),
        ({"username": "a\0b"}, "null_characters_not_allowed", "username"),
        ({"username": "x" * 151}, "max_length", "username"),
        ({"username": "alice", "email": "thief@example.com"}, "unknown_field", "email"),
    ],
)
def test_it_refuses_and_names_the_field(anyone, body, code, attr):
    assert error(anyone.post(RESET, body)) == (400, code, attr)


@pytest.mark.parametrize(
    ("recipient", "data", "said"),
    [
        ("550 no such user", "250 OK", "gone"),
        ("451 later", "250 OK", "server_error"),
        ("250 OK", "554 spam", "refused"),
    ],
)
def test_a_mail_server_that_refuses_fails_no_request(alice, anyone, mailbox, caplog, recipient, data, said):
    mailbox.recipient, mailbox.data = recipient, data
    assert ask(anyone).status_code == 202
    work()
    assert outcomes() == [("SUCCESSFUL", 0)]
    assert f"reset link not mailed: user={alice.pk} error={said}" in caplog.messages


def test_a_mail_server_that_is_away_fails_no_request(alice, anyone, mailbox, settings, caplog):
    settings.EMAIL_PORT = 1
    assert ask(anyone).status_code == 202
    work()
    assert outcomes() == [("SUCCESSFUL", 0)]
    assert f"reset link not mailed: user={alice.pk} error=unreachable" in caplog.messages


def test_an_address_that_cannot_be_read_any_more_does_not_keep_the_link_from_the_others(alice, anyone, mailbox):
    Channel.objects.update(target="altered")
    add_address(alice, SECOND)
    ask(anyone)
    work()
    assert (outcomes(), recipients(mailbox)) == ([("SUCCESSFUL", 1)], [SECOND])


def test_no_name_address_link_or_password_is_in_any_line(alice, anyone, mailbox, caplog):
    caplog.set_level(logging.INFO)
    browser, address = Client(), mailed_link(anyone, mailbox)
    send(browser, opened(browser, address))
    mailbox.recipient = "550 no such user"
    ask(anyone)
    work()
    # Those of the mail server itself are of the test.
    lines = "\n".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    for event in ("mailed", "not mailed", "password reset"):
        assert event in lines
    token = urlsplit(address).path.split("/")[-2]
    secrets = ["alice", "example.org", token, PASSWORD, BETTER]
    assert [secret for secret in secrets if secret in lines] == []


class QueueAway(DummyBackend):
    """A queue that nobody answers for."""

    def enqueue(self, *args, **kwargs):
        raise ConnectionRefusedError


def test_a_queue_that_is_away_is_told_to_nobody_but_the_log(anyone, alice, mailbox, settings, caplog):
    settings.TASKS = {"default": {"BACKEND": f"{__name__}.QueueAway"}}
    assert ask(anyone).status_code == 202
    assert "reset link not queued" in caplog.text
