"""Discord, Slack and Telegram, on servers that have their names and prove them."""

import json
import logging
from dataclasses import replace

import pytest
from apprise.plugins.discord import NotifyDiscord

from core.errors import (
    FieldNotText,
    FieldRequired,
    FieldUnknown,
    TelegramChatInvalid,
    TelegramTokenInvalid,
    WebhookOfAnother,
)
from notifications.channels import channel_type
from notifications.channels.base import SendingFailed, SendingImpossible

TOKEN = "aB3_-" * 13 + "xyz"
SLACK_TOKEN = "Zx9" * 8
BOT_TOKEN = f"110201543:{'AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw'}"
GIVEN = {
    "discord": {"url": f"https://discord.com/api/webhooks/1234567890123456789/{TOKEN}"},
    "slack": {"url": f"https://hooks.slack.com/services/T00000000/B00000000/{SLACK_TOKEN}"},
    "telegram": {"bot_token": BOT_TOKEN, "chat_id": -1001234567890},
}
PATHS = {
    "discord": f"/api/webhooks/1234567890123456789/{TOKEN}",
    "slack": f"/services/T00000000/B00000000/{SLACK_TOKEN}",
    "telegram": f"/bot{BOT_TOKEN}/sendMessage",
}
HOSTS = {"discord": "discord.com", "slack": "hooks.slack.com", "telegram": "api.telegram.org"}
every_service = pytest.mark.parametrize("type", list(GIVEN))


def send(type, envelope):
    channel_type(type).send(channel_type(type).clean(GIVEN[type]), envelope)


def failed(type, envelope) -> SendingFailed:
    with pytest.raises(SendingFailed) as found:
        send(type, envelope)
    return found.value


@every_service
def test_it_is_reached_on_its_own_host_and_path(service, names, envelope, type):
    send(type, envelope)
    [taken] = service.taken
    assert (taken.headers["Host"], taken.path) == (HOSTS[type], PATHS[type])
    assert names.asked == [HOSTS[type]]


@every_service
def test_it_gets_exactly_the_text_of_the_message(service, envelope, type):
    send(type, envelope)
    said = json.loads(service.taken[0].body)
    title, text = envelope.message.title, envelope.message.text
    if type == "discord":
        assert said["content"] == f"{title}\r\n{text}"
        assert "avatar_url" not in said
    if type == "slack":
        [attachment] = said["attachments"]
        assert (attachment["title"], attachment["text"]) == (title, text)
        assert not {"footer", "footer_icon", "ts", "image_url"} & set(attachment)
    if type == "telegram":
        assert said["chat_id"] == -1001234567890
        assert said["text"].splitlines() == [f"<b>{title}</b>", *text.splitlines()]


@every_service
def test_it_carries_the_delivery(service, envelope, type):
    send(type, envelope)
    assert service.taken[0].headers["X-Harumok-Delivery"] == envelope.delivery_id


@pytest.mark.parametrize(
    ("type", "escaped"),
    [
        ("discord", "a \\<b\\> \\*c\\* & d"),
        ("slack", "a &lt;b&gt; *c* &amp; d"),
        ("telegram", "a &lt;b&gt; *c* &amp; d"),
    ],
)
def test_what_looks_like_markup_stays_text(service, envelope, type, escaped):
    marked = replace(envelope.message, title="a <b> *c* & d", text="a <b> *c* & d")
    send(type, replace(envelope, message=marked))
    assert "\n".join(_texts(json.loads(service.taken[0].body))).count(escaped) == 2


def _texts(found):
    """Yield every text in a JSON value."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict | list):
        for one in found.values() if isinstance(found, dict) else found:
            yield from _texts(one)


@every_service
@pytest.mark.parametrize(("status", "code"), [(400, "refused"), (429, "rate_limited"), (500, "server_error")])
def test_what_was_not_taken_is_to_be_tried_again(service, envelope, type, status, code):
    service.answer = (status, {"Retry-After": "90"}, b'{"ok": false, "description": "canary"}')
    found = failed(type, envelope)
    assert not isinstance(found, SendingImpossible)
    assert (found.code, found.retry_after) == (code, 90.0)
    # Once: when to try again is for the engine to say.
    assert len(service.taken) == 1


@every_service
@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_given_up(service, envelope, type, status):
    service.answer = (status, {}, b"")
    found = failed(type, envelope)
    assert (isinstance(found, SendingImpossible), found.code) == (True, "gone")


@pytest.mark.parametrize(("type", "status"), [("discord", 401), ("slack", 403), ("telegram", 401), ("telegram", 403)])
def test_a_dead_token_is_given_up(service, envelope, type, status):
    service.answer = (status, {}, b"[]")
    found = failed(type, envelope)
    assert (isinstance(found, SendingImpossible), found.code) == (True, "refused")


@every_service
def test_it_follows_no_redirect(service, names, envelope, type):
    service.answer = (302, {"Location": "https://hooks.example.org/"}, b"")
    assert failed(type, envelope).code == "redirected"
    assert names.asked == [HOSTS[type]]


@every_service
def test_it_is_not_reached_where_its_name_leads_inside(service, settings, envelope, type):
    settings.WEBHOOK_ALLOWED_HOSTS = []
    assert failed(type, envelope).code == "address_not_public"
    assert service.taken == []


@every_service
def test_its_token_and_what_it_said_are_not_logged_at_any_level(service, envelope, type, caplog):
    service.answer = (400, {}, b'{"description": "canary"}')
    with caplog.at_level(logging.DEBUG):
        failed(type, envelope)
    for secret in (TOKEN, SLACK_TOKEN, BOT_TOKEN, "canary", "12,000"):
        assert secret not in caplog.text


def test_slack_saying_something_else_than_ok_has_not_taken_it(service, envelope):
    service.answer = (200, {}, b"<html>login</html>")
    assert failed("slack", envelope).code == "refused"


def test_telegram_says_in_the_body_how_long_to_wait(service, envelope):
    service.answer = (429, {}, b'{"ok": false, "error_code": 429, "parameters": {"retry_after": 35}}')
    assert failed("telegram", envelope).retry_after == 35.0


def test_telegram_says_in_the_body_that_there_is_no_such_chat(service, envelope):
    service.answer = (400, {}, b'{"ok": false, "description": "Bad Request: chat not found"}')
    found = failed("telegram", envelope)
    assert (isinstance(found, SendingImpossible), found.code) == (True, "gone")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"null", b"{", b"[" * 50_000, b'{"parameters": 5}', b'{"parameters": {}}']
)
def test_no_answer_of_telegram_is_a_fault_of_ours(service, envelope, body):
    service.answer = (400, {}, body)
    found = failed("telegram", envelope)
    assert (found.code, found.retry_after) == ("refused", None)


@pytest.mark.parametrize("url", ["https://hooks.example.org", "http://discord.com", "https://discord.com.example.org"])
def test_the_plugin_can_send_to_its_own_host_only(service, names, envelope, monkeypatch, url):
    monkeypatch.setattr(NotifyDiscord, "notify_url", url)
    assert failed("discord", envelope).code == "internal_error"
    assert names.asked == service.taken == []


@pytest.mark.parametrize(
    ("type", "url"),
    [
        ("discord", f"https://discord.com/api/webhooks/1234567890123456789/{TOKEN}/"),
        ("discord", f" https://discordapp.com/api/webhooks/1234567890123456789/{TOKEN}"),
        ("discord", f"https://ptb.discord.com/api/v10/webhooks/1234567890123456789/{TOKEN}\n"),
        ("slack", f"https://hooks.slack.com/services/T00000000/B00000000/{SLACK_TOKEN}/"),
    ],
)
def test_an_address_is_taken_as_people_copy_it(service, envelope, type, url):
    channel = channel_type(type)
    channel.send(channel.clean({"url": url.strip()}), envelope)
    assert service.taken[0].path == PATHS[type]


@pytest.mark.parametrize("type", ["discord", "slack"])
@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://127.0.0.1/",
        f"http://discord.com/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://discord.com.example.org/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://discord.com@example.org/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://example.org/discord.com/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://evildiscord.com/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://discord.com:8443/api/webhooks/1234567890123456789/{TOKEN}",
        f"https://discord.com/api/webhooks/../{TOKEN}",
        f"https://discord.com/api/webhooks/1234567890123456789/{TOKEN}/../../x",
        f"https://discord.com/api/webhooks/1234567890123456789/{TOKEN}?thread_id=1",
        f"https://discord.com/api/webhooks/１２３４５６７/{TOKEN}",
        f"https://hooks.slack.com.example.org/services/T00000000/B00000000/{SLACK_TOKEN}",
        f"https://hooks.slack.com@example.org/services/T00000000/B00000000/{SLACK_TOKEN}",
        f"https://hooksxslack.com/services/T00000000/B00000000/{SLACK_TOKEN}",
        "https://hooks.slack.com/services/T00000000/B00000000/",
    ],
)
def test_an_address_of_another_host_is_refused(type, url):
    with pytest.raises(WebhookOfAnother) as refused:
        channel_type(type).clean({"url": url})
    assert refused.value.attr == "url"


@pytest.mark.parametrize("chat", [5, "5", "-1001234567890", "@my_channel"])
def test_telegram_takes_a_number_or_a_name(chat):
    cleaned = channel_type("telegram").clean({"bot_token": BOT_TOKEN, "chat_id": chat})
    assert cleaned == {"bot_token": BOT_TOKEN, "chat_id": str(chat)}


@pytest.mark.parametrize(
    ("given", "error", "attr"),
    [
        ({}, FieldRequired, "bot_token"),
        ({"bot_token": BOT_TOKEN}, FieldRequired, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": True}, FieldNotText, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": 1.5}, FieldNotText, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": 10**30}, TelegramChatInvalid, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": "@x/../y"}, TelegramChatInvalid, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": "5:7"}, TelegramChatInvalid, "chat_id"),
        ({"bot_token": BOT_TOKEN, "chat_id": "5,6"}, TelegramChatInvalid, "chat_id"),
        ({"bot_token": "110201543", "chat_id": 5}, TelegramTokenInvalid, "bot_token"),
        ({"bot_token": f"{BOT_TOKEN}/../x", "chat_id": 5}, TelegramTokenInvalid, "bot_token"),
        ({"bot_token": BOT_TOKEN, "chat_id": 5, "url": "x"}, FieldUnknown, "url"),
    ],
)
def test_telegram_refuses_and_names_the_field(given, error, attr):
    with pytest.raises(error) as refused:
        channel_type("telegram").clean(given)
    assert refused.value.attr == attr


@pytest.mark.parametrize(
    ("type", "shown"),
    [
        ("discord", "discord.com/…/-xyz"),
        ("slack", "hooks.slack.com/…/9Zx9"),
        ("telegram", "api.telegram.org/…Dsaw/…890"),
    ],
)
def test_it_is_shown_masked(type, shown):
    assert channel_type(type).masked(channel_type(type).clean(GIVEN[type])) == shown


def test_discord_is_told_to_wake_nobody(service, envelope):
    send("discord", replace(envelope, message=replace(envelope.message, text="@everyone <@1> @here <@&2>")))
    assert json.loads(service.taken[0].body)["allowed_mentions"] == {"parse": []}


def test_slack_takes_no_label_for_a_mention(service, envelope):
    send("slack", replace(envelope, message=replace(envelope.message, title="<!channel>", text="<!here> <@U1>")))
    assert "<" not in "".join(_texts(json.loads(service.taken[0].body)))
