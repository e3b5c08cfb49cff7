import pytest

from notifications.models import Channel, InboxMessage, Kind, Preferences
from tests.accounts.people import WRONG
from tests.factories import PASSWORD, make_user
from tests.web.conftest import client_of

WISHES = {"morning_on": "on", "morning_at": "07:30", "evening_at": "21:00", "silent_weekdays": ["sat", "sun"]}
NO_CHANNEL = {"address": "", "url": "", "bot_token": "", "chat_id": ""}


@pytest.fixture
def alice(db):
    return make_user("alice", password=PASSWORD)


@pytest.fixture
def pages(alice):
    return client_of(alice)


def test_what_is_wished_is_kept_and_makes_the_inbox(alice, pages):
    assert pages.post("/settings/messages/", WISHES).status_code == 302
    kept = Preferences.objects.get(owner=alice)
    assert (kept.morning_on, kept.morning_at, kept.evening_on, kept.silent_weekdays) == (True, 450, False, 96)
    assert Channel.objects.get(owner=alice).type == Channel.Type.INBOX


def test_thresholds_set_through_the_api_stay(alice, pages):
    Preferences.objects.create(owner=alice, alert_thresholds=[50])
    pages.post("/settings/messages/", WISHES | {"alerts_on": "on"})
    assert Preferences.objects.get(owner=alice).alert_thresholds == [50]


def test_a_malformed_time_is_refused_beside_its_field(alice, pages):
    page = pages.post("/settings/messages/", WISHES | {"morning_at": "25:00"})
    assert page.status_code == 422
    assert 'id="id_morning_at_error"' in page.content.decode()
    assert not Preferences.objects.filter(owner=alice).exists()


@pytest.mark.parametrize(
    ("language", "names"), [("ko", ["이메일", "Telegram", "웹훅"]), ("en", ["E-mail", "Telegram", "Webhook"])]
)
def test_places_are_named_in_the_language_of_the_page(alice, pages, language, names):
    alice.language = language
    alice.save()
    page = pages.get("/settings/messages/").content.decode()
    assert all(f">{name}</option>" in page for name in names)


def test_a_new_webhook_shows_its_secret_once(alice, pages, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["127.0.0.1:9"]
    given = NO_CHANNEL | {"type": "webhook", "url": "http://127.0.0.1:9/hook"}
    page = pages.post("/settings/messages/channels/", given)
    assert page.status_code == 200
    assert "secret" in page.content.decode()
    assert Channel.objects.filter(owner=alice, type="webhook").exists()


def test_a_private_address_is_refused_beside_its_field(alice, pages):
    given = NO_CHANNEL | {"type": "webhook", "url": "http://192.168.0.7/hook"}
    page = pages.post("/settings/messages/channels/", given)
    assert page.status_code == 422
    assert 'id="id_url_error"' in page.content.decode()
    assert 'value="http://192.168.0.7/hook"' in page.content.decode()


@pytest.mark.parametrize(("password", "added"), [("", False), (WRONG, False), (PASSWORD, True)])
def test_an_address_is_added_with_the_password(pages, mailoutbox, password, added):
    given = NO_CHANNEL | {"type": "email", "address": "alice@example.org", "password": password}
    page = pages.post("/settings/messages/channels/", given)
    assert page.status_code == (302 if added else 422)
    assert ('id="id_password_error"' in page.content.decode()) is not added
    assert Channel.objects.filter(type="email").exists() is (len(mailoutbox) == 1) is added


def test_a_password_is_not_shown_again(pages):
    given = NO_CHANNEL | {"type": "email", "address": "alice@example.org", "password": WRONG}
    assert WRONG not in pages.post("/settings/messages/channels/", given).content.decode()


@pytest.mark.parametrize(
    "subscription",
    ["", "{", "[]", '"x"', "{}", '{"endpoint": "http://127.0.0.1/", "keys": {}}', "[" * 100_000],
    ids=lambda text: text[:20],
)
def test_what_is_no_subscription_adds_nothing(alice, pages, subscription):
    assert pages.post("/settings/messages/device/", {"subscription": subscription}).status_code in (302, 400)
    assert not Channel.objects.filter(type=Channel.Type.WEB_PUSH).exists()


def test_the_inbox_is_tried_switched_off_and_stays(alice, pages):
    pages.post("/settings/messages/", WISHES)
    inbox = Channel.objects.get(owner=alice)
    for do, is_on in (("test", True), ("off", False), ("on", True), ("remove", True)):
        pages.post(f"/settings/messages/channels/{inbox.pk}/", {"do": do})
        inbox.refresh_from_db()
        assert inbox.is_on is is_on
    assert InboxMessage.objects.filter(owner=alice, kind=Kind.TEST).count() == 1


def test_a_button_that_is_not_there_is_refused(alice, pages):
    pages.post("/settings/messages/", WISHES)
    path = f"/settings/messages/channels/{Channel.objects.get(owner=alice).pk}/"
    assert pages.post(path, {"do": "explode"}).status_code == 400


def test_the_channels_of_others_are_not_there(alice, pages, bob):
    theirs = Channel.objects.create(owner=bob, type=Channel.Type.INBOX)
    for do in ("test", "off", "remove", "mail"):
        assert pages.post(f"/settings/messages/channels/{theirs.pk}/", {"do": do}).status_code == 404
    theirs.refresh_from_db()
    assert theirs.is_on


def test_the_inbox_shows_what_came_page_by_page_and_forgets_what_is_deleted(alice, pages):
    for number in range(31):
        InboxMessage.objects.create(owner=alice, kind=Kind.NOTICE, title=f"제목 {number}", body="본문")
    first = pages.get("/inbox/").content.decode()
    assert first.count("제목 ") >= 30
    older = pages.get("/inbox/?" + first.split('href="/inbox/?')[1].split('"')[0].replace("&amp;", "&"))
    assert "제목 0" in older.content.decode()
    message = InboxMessage.objects.first()
    pages.post(f"/inbox/{message.pk}/remove/")
    assert InboxMessage.objects.count() == 30
    pages.post("/inbox/read/")
    assert not InboxMessage.objects.filter(read_at=None).exists()


def test_nobody_deletes_the_messages_of_others(pages, bob):
    theirs = InboxMessage.objects.create(owner=bob, kind=Kind.NOTICE, title="제목", body="본문")
    assert pages.post(f"/inbox/{theirs.pk}/remove/").status_code == 404


def test_the_page_says_what_would_be_sent(alice, pages, as_alice):
    said = as_alice.get("/api/notifications/preview/?kind=morning").json()
    assert said["title"] in pages.get("/settings/messages/").content.decode()
