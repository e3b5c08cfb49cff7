"""Messages of the real service, taken by a real mail server and a real HTTP receiver."""

import json
import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from html import unescape
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx
import pytest
from aiosmtpd.controller import Controller

from core import clock
from tests.notifications.channels.conftest import handler
from tests.notifications.channels.receivers import Mailbox, Receiver, http_receiver
from tests.notifications.channels.test_webhook import example
from tests.servers import MANAGE, PASSWORD, Person, Server, serving, wait_for

pytestmark = pytest.mark.server

NEW_PASSWORD = "better horse 배터리"
KINDS = pytest.mark.parametrize("kind", ["morning", "evening"])


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        mailbox = Mailbox(free.getsockname()[1])
    controller = Controller(handler(mailbox), hostname="127.0.0.1", port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with http_receiver() as receiver:
        yield receiver


@pytest.fixture(scope="module")
def service(mailbox, receiver) -> Iterator[Server]:
    """The whole family, with mail set up and a webhook receiver in the operator's own network."""
    mail = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": str(mailbox.port), "SMTP_TLS": "none"}
    with serving(**mail, MAIL_FROM="하루몫 <budget@example.org>", WEBHOOK_ALLOWED_HOSTS=receiver.host) as server:
        yield server


class Reader(Person):
    """Somebody with a budget who has spent, where it is day now: no midnight comes between two requests."""

    def __init__(self, server: Server, name: str) -> None:
        super().__init__(server, name)
        now = clock.now()
        zones = (ZoneInfo(name) for name in ("Asia/Seoul", "America/New_York"))
        self.here = next(zone for zone in zones if 4 <= now.astimezone(zone).hour < 22)
        self.change("PATCH", "accounts/me/", {"time_zone": self.here.key})
        food = {"category": "food", "amount": 412_300, "fixed_amount": 12_300}
        self.change("POST", "budget/", [food, {"category": "transport", "amount": 90_000}])
        self.change("POST", "expenses/", {"category": "food", "amount": 9_500})
        self.change("POST", "expenses/", {"category": "transport", "amount": 2_750})

    @property
    def mail(self) -> str:
        return f"{self.name}@example.org"

    def change(self, method: str, path: str, body: Any = None) -> Any:
        return self.client.request(method, f"/api/{path}", json=body).raise_for_status().json()

    def read(self, path: str, **query: str) -> Any:
        return self.client.get(f"/api/{path}", params=query).raise_for_status().json()

    def add_channel(self, type: str, **target: str) -> dict[str, Any]:
        body = {"type": type, "target": target, "password": self.credentials["password"]}
        added: dict[str, Any] = self.change("POST", "notifications/channels/", body)
        return added

    def try_channel(self, channel: dict[str, Any]) -> Any:
        return self.change("POST", f"notifications/channels/{channel['id']}/test/")

    def be_due(self) -> None:
        """Want both messages, at times that have just been."""
        morning, evening = ((clock.now() - timedelta(minutes=ago)).astimezone(self.here) for ago in (5, 4))
        times = {"morning": f"{morning:%H:%M}", "evening": f"{evening:%H:%M}"}
        self.change("PUT", "notifications/settings/", {kind: {"on": True, "at": at} for kind, at in times.items()})

    def deliveries(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.read("notifications/deliveries/")["deliveries"]
        return [one for one in found if one["kind"] != "test"]

    def has_got(self, number: int) -> bool:
        return [one["state"] for one in self.deliveries()] == ["sent"] * number


def decide_and_send(service: Server) -> None:
    subprocess.run([*MANAGE, "scheduler", "--once"], env=service.environment, check=True, timeout=60)


def mails_to(mailbox: Mailbox, address: str) -> list[EmailMessage]:
    return [mail for mail in mailbox.mails if mail["To"] == address]


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n").strip()


def link_in(mail: EmailMessage) -> str:
    [link] = re.findall(r"https?://\S+", part(mail, "plain"))
    return str(link)


def submit(page: httpx.Response, client: httpx.Client, **fields: str) -> httpx.Response:
    """Press the button of a page."""
    [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
    return client.post(page.url, data={"csrfmiddlewaretoken": token, **fields}).raise_for_status()


def open_link(service: Server, mail: EmailMessage, **fields: str) -> None:
    """Open the link as a browser does, fill in its form and send that."""
    link = link_in(mail)
    assert link.startswith(f"{service.url}/")
    with service.client(follow_redirects=True) as browser:
        submit(browser.get(urlsplit(link).path).raise_for_status(), browser, **fields)


@pytest.fixture(scope="module")
def alice(service) -> Reader:
    return Reader(service, "alice")


@pytest.fixture(scope="module")
def email(service, mailbox, alice) -> dict[str, Any]:
    """alice's address, verified by the mailed link."""
    added = alice.add_channel("email", address=alice.mail)
    assert added["verification"] == "waiting"
    [mail] = mails_to(mailbox, alice.mail)
    open_link(service, mail)
    channel: dict[str, Any] = alice.read(f"notifications/channels/{added['id']}/")
    assert channel["verification"] == "done"
    return channel


@pytest.fixture(scope="module")
def webhook(alice, receiver) -> dict[str, Any]:
    return alice.add_channel("webhook", url=receiver.url("/in/of-alice"))


@dataclass
class Sent:
    """What the API said before the messages were sent."""

    previews: dict[str, Any]
    answers: dict[str, Any]


@pytest.fixture(scope="module")
def sent(service, alice, email, webhook) -> Sent:
    """Both messages of the day, through every channel of alice's."""
    previews = {kind: alice.read("notifications/preview/", kind=kind) for kind in ("morning", "evening")}
    answers = {
        "morning": alice.read("expenses/daily-recommendation/"),
        "evening": alice.read("expenses/daily-summary/"),
    }
    alice.be_due()
    decide_and_send(service)
    # At a full minute the scheduler of the family comes first, and leaves them to its worker.
    wait_for(lambda: alice.has_got(6), lambda: str(alice.deliveries()))
    return Sent(previews, answers)


def delivery(alice: Reader, kind: str, channel: dict[str, Any]) -> str:
    [found] = [one["id"] for one in alice.deliveries() if (one["kind"], one["channel"]) == (kind, channel["id"])]
    return str(found)


@KINDS
def test_the_mail_is_what_the_preview_showed(sent, alice, email, mailbox, kind):
    shown, number = sent.previews[kind], delivery(alice, kind, email)
    [mail] = [one for one in mails_to(mailbox, alice.mail) if one["X-Harumok-Delivery"] == number]
    assert (mail["Subject"], part(mail, "plain")) == (shown["title"], shown["text"])
    assert shown["html"] in part(mail, "html")
    assert mail["Message-ID"] == f"<delivery-{number}@example.org>"


@KINDS
def test_the_html_says_the_same_lines(sent, kind):
    shown = sent.previews[kind]
    lines = re.split(r"</?p>|<br>", shown["html"])
    assert [unescape(line) for line in lines if line] == [line for line in shown["text"].split("\n") if line]


@KINDS
def test_the_webhook_gets_what_the_preview_showed_and_can_tell_that_it_is_genuine(sent, alice, webhook, receiver, kind):
    shown, number = sent.previews[kind], delivery(alice, kind, webhook)
    [taken] = [one for one in receiver.taken if one.headers["X-Harumok-Delivery"] == number]
    assert taken.path == "/in/of-alice"
    assert json.loads(taken.body) == {
        "id": number,
        "kind": kind,
        "date": shown["date"],
        "title": shown["title"],
        "text": shown["text"],
        "language": "ko",
    }
    is_genuine = example()
    assert is_genuine(webhook["secret"], taken.headers, taken.body)
    assert not is_genuine(webhook["secret"], taken.headers, taken.body + b" ")


def test_the_inbox_keeps_what_the_preview_showed(sent, alice):
    found = alice.read("notifications/inbox/")["messages"]
    said = {one["kind"]: (one["title"], one["body"]) for one in found if one["kind"] != "test"}
    assert said == {kind: (shown["title"], shown["text"]) for kind, shown in sent.previews.items()}


def test_the_record_has_each_message_once_for_each_channel(sent, alice):
    found = alice.deliveries()
    ends = {(one["kind"], one["type"]) for one in found}
    assert ends == {(kind, type) for kind in ("morning", "evening") for type in ("inbox", "email", "webhook")}
    today = sent.answers["evening"]["date"]
    for one in found:
        assert (one["state"], one["attempts"], one["error"], one["date"]) == ("sent", 1, None, today)
        assert one["due_at"] <= one["sent_at"]


def numbers_said(text: str) -> set[float]:
    return {float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?", text)}


def numbers_in(answer: Any) -> set[float]:
    """Return every number of an answer, those of its sentence, too."""
    if isinstance(answer, dict | list):
        parts = answer.values() if isinstance(answer, dict) else answer
        return set().union(*map(numbers_in, parts))
    return numbers_said(str(answer))


def test_every_number_of_the_morning_is_the_recommendations(sent):
    shown, answer = sent.previews["morning"], sent.answers["morning"]
    said = numbers_said(shown["title"] + shown["text"])
    parts = {float(one["recommended_amount"]) for one in answer["category_recommendations"]}
    assert {answer["total_recommended_amount"], *parts} <= said <= numbers_in(answer)


def test_every_number_of_the_evening_is_the_summarys(sent):
    shown, answer = sent.previews["evening"], sent.answers["evening"]
    said = numbers_said(shown["title"] + shown["text"])
    assert {12_250.0, 9_500.0, 2_750.0, float(answer["month_to_date"]["spent"])} <= said <= numbers_in(answer)


def test_deciding_again_sends_nothing_more(sent, service, alice, mailbox, receiver):
    before = len(mailbox.mails), len(receiver.taken), alice.deliveries()
    decide_and_send(service)
    assert (len(mailbox.mails), len(receiver.taken), alice.deliveries()) == before


def test_a_test_message_goes_through_each_channel(alice, email, webhook, mailbox, receiver):
    mails, requests = len(mailbox.mails), len(receiver.taken)
    assert alice.try_channel(email) == alice.try_channel(webhook) == {"state": "sent", "error": None}
    [mail], [taken] = mailbox.mails[mails:], receiver.taken[requests:]
    assert (mail["To"], json.loads(taken.body)["kind"]) == (alice.mail, "test")
    assert (mail["Subject"], part(mail, "plain")) == tuple(json.loads(taken.body)[key] for key in ("title", "text"))


def test_who_was_due_while_the_service_was_down_is_told_once_it_is_back(service, receiver):
    bob = Reader(service, "bob")
    bob.add_channel("webhook", url=receiver.url("/in/of-bob"))
    shown = {kind: bob.read("notifications/preview/", kind=kind)["text"] for kind in ("morning", "evening")}
    bob.be_due()
    assert service.stop() == 0
    service.start()
    service.wait_until_ready()
    # The scheduler decides as soon as it is up, and the worker sends.
    wait_for(lambda: bob.has_got(4), service.log.read_text)
    said = [json.loads(taken.body) for taken in receiver.taken if taken.path == "/in/of-bob"]
    assert sorted((one["kind"], one["text"]) for one in said) == sorted(shown.items())


def test_the_worker_mails_a_link_to_a_new_password(service, mailbox):
    carol = Reader(service, "carol")
    added = carol.add_channel("email", address=carol.mail)
    open_link(service, mails_to(mailbox, carol.mail)[0])
    assert carol.read(f"notifications/channels/{added['id']}/")["verification"] == "done"
    with service.client() as anyone:
        assert anyone.post("/api/accounts/password/reset/", json={"username": "Carol"}).status_code == 202
        wait_for(lambda: len(mails_to(mailbox, carol.mail)) == 2, service.log.read_text)
        mail = mails_to(mailbox, carol.mail)[1]
        open_link(service, mail, new_password1=NEW_PASSWORD, new_password2=NEW_PASSWORD)
        assert anyone.post("/api/accounts/login/", json=carol.credentials).status_code == 401
        again = carol.credentials | {"password": NEW_PASSWORD}
        assert anyone.post("/api/accounts/login/", json=again).status_code == 200
    assert carol.client.get("/api/accounts/me/").status_code == 401


def test_no_line_of_the_log_gives_away_an_address_a_link_or_a_password(service, sent, mailbox):
    log = service.log.read_text()
    links = [link for mail in mailbox.mails for link in re.findall(r"https?://\S+", part(mail, "plain"))]
    assert links
    secrets = [urlsplit(link).path for link in links] + ["@example.org", "/in/of-", PASSWORD, NEW_PASSWORD]
    assert [secret for secret in secrets if secret in log] == []
    assert "Traceback" not in log
