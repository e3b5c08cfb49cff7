"""An e-mail address is used once its owner has opened the link that was mailed there."""

import re
from email.utils import parseaddr

import pytest
from django.core import signing
from django.test import Client

from core.errors import TooManyAttempts
from notifications import links, services, verification
from notifications.models import Channel
from tests.factories import PASSWORD, make_user

from .asking import ADDRESS, CHANNELS, error, one

NEW = "new.address@example.org"
EMAIL = {"type": "email", "target": {"address": ADDRESS}, "password": PASSWORD}
MOVED = {"target": {"address": NEW}, "password": PASSWORD}


def link(mail) -> str:
    """Return the path of the link in a mail."""
    [found] = set(re.findall(r"/account/email/[^/\s]+/", mail.body))
    return found


def page(channel: Channel) -> str:
    return f"/account/email/{links.make_token(channel)}/"


def verified(channel: Channel) -> bool:
    return Channel.objects.get(pk=channel.pk).verified_at is not None


def state(client, channel: Channel) -> str:
    return client.get(one(channel)).json()["verification"]


@pytest.fixture
def mail_is_down(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 5


def test_a_new_address_waits_for_the_link_that_is_mailed_to_it(as_alice, mailoutbox):
    answer = as_alice.post(CHANNELS, EMAIL)
    assert (answer.status_code, answer.json()["verification"]) == (201, "waiting")
    [mail] = mailoutbox
    assert [parseaddr(to)[1] for to in mail.to] == [ADDRESS]
    assert link(mail)


def test_opening_the_link_changes_nothing(unverified, mailoutbox, client):
    answer = client.get(link(mailoutbox[0]))
    assert answer.status_code == 200
    assert '<form method="post">' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client.head(link(mailoutbox[0])).status_code == 200
    assert not verified(unverified)


def test_its_button_verifies(as_alice, unverified, mailoutbox, client):
    answer = client.post(link(mailoutbox[0]))
    assert answer.status_code == 200
    assert "<form" not in answer.content.decode()
    assert state(as_alice, unverified) == "done"


def test_the_button_is_safe_from_other_sites(unverified):
    assert Client(enforce_csrf_checks=True).post(page(unverified)).status_code == 403
    assert not verified(unverified)


def test_a_second_press_changes_nothing(unverified, client, fixed_now):
    client.post(page(unverified))
    first = Channel.objects.get(pk=unverified.pk).verified_at
    fixed_now.shift(60)
    assert client.post(page(unverified)).status_code == 200
    assert Channel.objects.get(pk=unverified.pk).verified_at == first


def test_the_page_shows_the_address_masked_and_loads_nothing_from_elsewhere(unverified, client):
    shown = client.get(page(unverified)).content.decode()
    assert ADDRESS not in shown
    assert {address[0] for address in re.findall(r'(?:src|href)="([^"]+)"', shown)} <= {"/", "#"}


def test_a_link_works_for_a_day(unverified, client, fixed_now):
    path = page(unverified)
    fixed_now.shift(24 * 3600)
    assert client.get(path).status_code == 200
    fixed_now.shift(1)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert not verified(unverified)


def test_a_link_works_for_its_own_address_only(as_alice, unverified, client, fixed_now):
    path = page(unverified)
    fixed_now.shift(60)
    as_alice.patch(one(unverified), MOVED)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert not verified(unverified)


def test_a_link_dies_with_its_channel(as_alice, unverified, client):
    path = page(unverified)
    as_alice.delete(one(unverified))
    assert client.post(path).status_code == 404


def test_a_link_dies_with_the_key_of_its_address(unverified, client):
    path = page(unverified)
    Channel.objects.filter(pk=unverified.pk).update(target="altered")
    assert client.post(path).status_code == 404
    assert not verified(unverified)


@pytest.mark.parametrize("token", ["x", "a:b:c", "%F0%9F%8D%99", "WzEsMV0:1:x", "null", "..", "%00"])
def test_a_link_that_is_none_of_ours_does_not_work(db, client, token):
    assert client.get(f"/account/email/{token}/").status_code == 404
    assert client.post(f"/account/email/{token}/").status_code == 404


def test_a_link_cannot_be_altered_for_another_channel(unverified, bob, client):
    other = services.add_channel(owner=bob, type="email", target={"address": ADDRESS}).channel
    rest = links.make_token(unverified).split(":", 1)[1]
    others = links.make_token(other).split(":", 1)[0]
    assert client.post(f"/account/email/{others}:{rest}/").status_code == 404
    assert not verified(other)


def test_a_signature_for_something_else_is_no_link(unverified, client):
    token = signing.dumps(signing.loads(links.make_token(unverified), salt=links.SALT), salt="something else")
    assert client.post(f"/account/email/{token}/").status_code == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_link_knows_no_other_method(unverified, client, method):
    assert getattr(client, method)(page(unverified)).status_code == 405


def test_a_changed_address_is_unverified_again(as_alice, email, mailoutbox, fixed_now):
    fixed_now.shift(60)
    answer = as_alice.patch(one(email), MOVED)
    assert (answer.status_code, answer.json()["verification"]) == (200, "waiting")
    assert [parseaddr(to)[1] for to in mailoutbox[-1].to] == [NEW]
    assert not verified(email)


def test_the_same_address_stays_verified(as_alice, email, mailoutbox):
    answer = as_alice.patch(one(email), {"label": "x", "target": {"address": ADDRESS}, "password": PASSWORD})
    assert (answer.status_code, answer.json()["verification"]) == (200, "done")
    assert len(mailoutbox) == 1


def test_the_link_is_mailed_again_when_asked_for(as_alice, unverified, mailoutbox, client, fixed_now):
    fixed_now.shift(60)
    answer = as_alice.post(one(unverified, "verification/"))
    assert (answer.status_code, answer.json()) == (200, {"state": "sent", "error": None})
    assert len(mailoutbox) == 2
    client.post(link(mailoutbox[1]))
    assert verified(unverified)


def test_the_link_is_mailed_at_most_once_a_minute(as_alice, unverified, mailoutbox, fixed_now):
    fixed_now.shift(59)
    refused = as_alice.post(one(unverified, "verification/"))
    assert error(refused) == (429, "too_many_attempts", None)
    assert refused["Retry-After"] == "1"
    assert len(mailoutbox) == 1


def test_a_change_of_address_counts_too(as_alice, unverified, mailoutbox):
    assert as_alice.patch(one(unverified), MOVED).status_code == 429
    assert Channel.objects.get(pk=unverified.pk).target == unverified.target
    assert len(mailoutbox) == 1


def test_nobody_mails_many_strangers_through_us(as_alice, alice, mailoutbox):
    for number in range(10):
        answer = as_alice.post(CHANNELS, EMAIL | {"target": {"address": f"stranger{number}@example.org"}})
        as_alice.delete(answer["Location"])
    refused = as_alice.post(CHANNELS, EMAIL)
    assert error(refused) == (429, "too_many_attempts", None)
    assert (len(mailoutbox), alice.channels.filter(type="email").count()) == (10, 0)


def test_there_is_nothing_to_verify_twice(as_alice, email):
    assert error(as_alice.post(one(email, "verification/"))) == (409, "nothing_to_verify", None)


def test_there_is_nothing_to_verify_of_other_channels(as_alice, webhook, inbox):
    for channel in (webhook, inbox):
        assert error(as_alice.post(one(channel, "verification/"))) == (409, "nothing_to_verify", None)


def test_a_mail_server_that_is_down_is_no_failed_request(as_alice, mail_is_down, fixed_now):
    added = as_alice.post(CHANNELS, EMAIL)
    assert (added.status_code, added.json()["verification"]) == (201, "failed")
    assert as_alice.get(added["Location"]).json()["verification"] == "waiting"
    fixed_now.shift(60)
    again = as_alice.post(f"{added['Location']}verification/")
    assert (again.status_code, again.json()["state"]) == (200, "failed")
    assert again.json()["error"]


def test_the_page_speaks_the_language_of_its_reader(unverified, client):
    shown = client.get(page(unverified), headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="en">' in shown
    assert "Send messages to this address" in shown


def test_an_address_whose_key_is_lost_is_no_failed_request(as_alice, unverified, mailoutbox, fixed_now):
    fixed_now.shift(60)
    Channel.objects.filter(pk=unverified.pk).update(target="altered")
    answer = as_alice.post(one(unverified, "verification/"))
    assert (answer.status_code, answer.json()) == (200, {"state": "failed", "error": "internal_error"})
    assert len(mailoutbox) == 1


def test_nobody_is_flooded_by_many_people_together(db, mailoutbox, fixed_now):
    """However the address is written, and whatever is behind its plus."""
    spellings = ["victim@example.org", "Victim@Example.org", "victim+1@example.org", "victim+a+b@example.org"]
    for number in range(verification.LINKS_PER_ADDRESS):
        add(make_user(f"u{number}"), spellings[number % len(spellings)])
    with pytest.raises(TooManyAttempts):
        add(make_user("one-more"), "VICTIM@example.org")
    assert len(mailoutbox) == verification.LINKS_PER_ADDRESS
    add(make_user("elsewhere"), "victim@example.com")
    fixed_now.shift(3600)
    add(make_user("later"), "victim@example.org")


def add(owner, address):
    return services.add_channel(owner=owner, type="email", target={"address": address}).channel


@pytest.mark.parametrize(
    ("chosen", "asked", "subject"), [(None, "en", "Use"), (None, "ko", "하루몫"), ("ko", "en", "하루몫")]
)
def test_the_mail_speaks_the_language_of_who_asked(alice, as_alice, mailoutbox, chosen, asked, subject):
    alice.language = chosen
    alice.save()
    as_alice.post(CHANNELS, EMAIL, headers={"Accept-Language": asked})
    assert mailoutbox[0].subject.startswith(subject)
