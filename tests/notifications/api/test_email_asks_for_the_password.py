"""Links to a new password go to verified addresses, so whoever gives one shows again who they are."""

import pytest

from notifications.models import Channel
from tests.accounts.people import WRONG, log_in
from tests.factories import PASSWORD

from .asking import ADDRESS, CHANNELS, HOOK, error, one

EMAIL = {"type": "email", "target": {"address": ADDRESS}}
MOVED = {"target": {"address": "new.address@example.org"}}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "required"),
        ({"password": WRONG}, "wrong_password"),
        ({"password": ""}, "blank"),
        ({"password": 5}, "invalid"),
    ],
)
def test_none_is_added_without_it(as_alice, mailoutbox, given, code):
    assert error(as_alice.post(CHANNELS, EMAIL | given)) == (400, code, "password")
    assert not Channel.objects.exists()
    assert mailoutbox == []


def test_one_is_added_with_it_which_is_neither_shown_nor_kept(as_alice):
    answer = as_alice.post(CHANNELS, EMAIL | {"password": PASSWORD})
    assert answer.status_code == 201
    assert "password" not in answer.json()


@pytest.mark.parametrize(("given", "code"), [({}, "required"), ({"password": WRONG}, "wrong_password")])
def test_none_is_moved_without_it(as_alice, email, mailoutbox, fixed_now, given, code):
    fixed_now.shift(60)
    assert error(as_alice.patch(one(email), MOVED | given)) == (400, code, "password")
    kept = Channel.objects.get(pk=email.pk)
    assert (kept.target, kept.verified_at) == (email.target, email.verified_at)
    assert len(mailoutbox) == 1


def test_one_is_moved_with_it(as_alice, email, fixed_now):
    fixed_now.shift(60)
    assert as_alice.patch(one(email), MOVED | {"password": PASSWORD}).json()["verification"] == "waiting"


def test_wrong_ones_count_with_wrong_logins(as_alice):
    for _ in range(10):
        as_alice.post(CHANNELS, EMAIL | {"password": WRONG})
    refused = as_alice.post(CHANNELS, EMAIL | {"password": PASSWORD})
    assert error(refused) == (429, "too_many_attempts", None)
    assert log_in().status_code == 429
    assert not Channel.objects.exists()


def test_a_right_one_counts_for_nothing(as_alice, fixed_now):
    for number in range(11):
        fixed_now.shift(1)
        added = as_alice.post(CHANNELS, EMAIL | {"target": {"address": f"{number}@example.org"}, "password": PASSWORD})
        assert added.status_code == (201 if number < 9 else 409)
    assert log_in().status_code == 200


def test_somebody_elses_password_is_a_wrong_one(as_bob, alice):
    assert error(as_bob.post(CHANNELS, EMAIL | {"password": PASSWORD})) == (400, "wrong_password", "password")


def test_all_else_about_it_needs_none(as_alice, email):
    assert as_alice.patch(one(email), {"label": "x", "is_on": False}).status_code == 200
    assert as_alice.patch(one(email), {"is_on": True}).status_code == 200
    assert as_alice.delete(one(email)).status_code == 204


def test_other_channels_need_none(as_alice, webhook, inbox):
    assert as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": f"{HOOK}2"}}).status_code == 201
    assert as_alice.patch(one(webhook), {"target": {"url": f"{HOOK}3"}}).status_code == 200


def test_what_is_not_there_asks_for_none(as_alice, as_bob, email):
    assert as_bob.patch(one(email), MOVED).status_code == 404
