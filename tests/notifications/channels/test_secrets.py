"""What is kept of channels cannot be read without the key."""

import base64

import pytest
from django.conf import settings as configured

from budget import environment
from notifications.secrets import SecretLost, decrypt, encrypt

SECRET = {"url": "https://hooks.example.org/in/5ec7e7", "더": ["가", 1, None]}
OLD, NEW = (base64.urlsafe_b64encode(bytes([number]) * 32) for number in (1, 2))


def test_it_comes_back_as_it_was():
    assert decrypt(encrypt(SECRET)) == SECRET


def test_it_cannot_be_read_and_is_different_each_time():
    first, second = encrypt(SECRET), encrypt(SECRET)
    assert first != second
    assert "5ec7e7" not in first


def test_an_old_key_reads_and_the_new_one_writes(settings):
    settings.STORED_SECRET_KEYS = [OLD]
    kept = encrypt(SECRET)
    settings.STORED_SECRET_KEYS = [NEW, OLD]
    assert decrypt(kept) == SECRET
    renewed = encrypt(SECRET)
    settings.STORED_SECRET_KEYS = [NEW]
    assert decrypt(renewed) == SECRET
    with pytest.raises(SecretLost):
        decrypt(kept)


@pytest.mark.parametrize("text", ["", "x", "가", "gAAAAA==", "{}"])
def test_what_was_not_encrypted_is_lost(text):
    with pytest.raises(SecretLost):
        decrypt(text)


def test_what_was_altered_is_lost():
    kept = encrypt(SECRET)
    with pytest.raises(SecretLost):
        decrypt(kept[:-10] + ("A" if kept[-10] != "A" else "B") + kept[-9:])


def test_its_keys_are_derived_from_the_secret_each_use_with_a_label_of_its_own():
    secret = configured.SECRET_KEY
    expected = environment.derived_key(secret, "harumok stored secrets")
    assert [base64.urlsafe_b64decode(key) for key in configured.STORED_SECRET_KEYS] == [expected]
    labels = ["harumok stored secrets", "harumok web push", "harumok token signing"]
    assert len({environment.derived_key(secret, label) for label in labels}) == 3
