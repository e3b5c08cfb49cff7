import pytest

from core.errors import TokenInvalid
from notifications import services
from notifications.models import Channel
from tests.factories import PASSWORD

from .asking import ADDRESS, CHANNELS, HOOK, error, one

OTHER_HOOK = "https://hooks.example.org/in/0ther-t0ken"


def test_there_are_none_at_first(as_alice):
    assert as_alice.get(CHANNELS).json() == []


def test_one_is_added(as_alice):
    answer = as_alice.post(CHANNELS, {"type": "webhook", "label": " 집 서버 ", "target": {"url": HOOK}})
    assert answer.status_code == 201
    added = answer.json()
    assert added | {"target_shown": "", "secret": ""} == {
        "id": Channel.objects.get(type="webhook").pk,
        "type": "webhook",
        "label": "집 서버",
        "target_shown": "",
        "is_on": True,
        "verification": "none",
        "off_reason": None,
        "created_at": "2026-11-23T00:00:00Z",
        "secret": "",
    }
    assert answer["Location"] == f"{CHANNELS}{added['id']}/"
    assert as_alice.get(answer["Location"]).json() | {"secret": added["secret"]} == added


def test_the_inbox_comes_with_the_first_one(as_alice, webhook):
    assert [channel["type"] for channel in as_alice.get(CHANNELS).json()] == ["inbox", "webhook"]


def test_the_target_is_stored_encrypted_and_never_shown(as_alice, webhook):
    assert "5ec7e7" not in webhook.target
    for answer in (as_alice.get(CHANNELS), as_alice.get(one(webhook)), as_alice.patch(one(webhook), {})):
        assert "5ec7e7" not in answer.content.decode()
    assert as_alice.get(one(webhook)).json()["target_shown"]


def test_the_secret_of_a_webhook_is_told_once(as_alice):
    added = as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": HOOK}})
    assert len(added.json()["secret"]) >= 32
    path = added["Location"]
    assert as_alice.patch(path, {"label": "x"}).json()["secret"] is None
    for answer in (as_alice.get(path), as_alice.get(CHANNELS)):
        assert added.json()["secret"] not in answer.content.decode()


def test_a_webhook_gets_a_new_secret_with_its_target_even_the_same(as_alice):
    added = as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": HOOK}})
    renewed = as_alice.patch(added["Location"], {"target": {"url": HOOK}}).json()["secret"]
    assert len(renewed) >= 32
    assert renewed != added.json()["secret"]


def test_other_channels_have_no_secret_to_tell(as_alice):
    added = as_alice.post(CHANNELS, {"type": "email", "target": {"address": ADDRESS}, "password": PASSWORD})
    assert (added.status_code, added.json()["secret"]) == (201, None)


def test_one_whose_key_is_lost_is_shown_without_its_target_and_can_get_another(as_alice, webhook):
    Channel.objects.filter(pk=webhook.pk).update(target="altered")
    assert as_alice.get(one(webhook)).json()["target_shown"] == ""
    assert as_alice.post(one(webhook, "test/")).json()["state"] == "failed"
    assert as_alice.patch(one(webhook), {"target": {"url": OTHER_HOOK}}).json()["target_shown"]


def test_an_address_is_shown_masked(as_alice, email):
    shown = as_alice.get(one(email)).json()["target_shown"]
    assert shown
    assert shown != ADDRESS


def test_label_and_switch_change_and_the_rest_stays(as_alice, webhook):
    before = as_alice.get(one(webhook)).json()
    answer = as_alice.patch(one(webhook), {"label": "", "is_on": False})
    changed = before | {"label": "", "is_on": False}
    assert (answer.status_code, answer.json()) == (200, changed | {"secret": None})
    assert as_alice.patch(one(webhook), {}).json() == answer.json()
    assert as_alice.get(one(webhook)).json() == changed


def test_a_new_target_replaces_the_old_one(as_alice, webhook):
    answer = as_alice.patch(one(webhook), {"target": {"url": OTHER_HOOK}})
    assert (answer.status_code, answer.json()["is_on"]) == (200, True)
    before, webhook.target = webhook.target, Channel.objects.get(pk=webhook.pk).target
    assert webhook.target != before


def test_one_that_we_switched_off_says_why(as_alice, webhook):
    services.switch_off(webhook, "gone")
    found = as_alice.get(one(webhook), headers={"Accept-Language": "en"}).json()
    assert found["is_on"] is False
    assert found["off_reason"]["code"] == "gone"
    assert found["off_reason"]["detail"].endswith(".")


@pytest.mark.parametrize("is_on", [True, False])
def test_the_reason_goes_once_its_owner_has_switched_it(as_alice, webhook, is_on):
    services.switch_off(webhook, "gone")
    found = as_alice.patch(one(webhook), {"is_on": is_on}).json()
    assert (found["is_on"], found["off_reason"]) == (is_on, None)


def test_another_label_does_not_switch_it_on(as_alice, webhook):
    services.switch_off(webhook, "gone")
    found = as_alice.patch(one(webhook), {"label": "x"}).json()
    assert (found["is_on"], found["off_reason"]["code"]) == (False, "gone")


def test_one_is_deleted(as_alice, webhook):
    answer = as_alice.delete(one(webhook))
    assert (answer.status_code, answer.content) == (204, b"")
    assert as_alice.get(one(webhook)).status_code == as_alice.delete(one(webhook)).status_code == 404


def test_the_inbox_is_added_once(as_alice):
    answer = as_alice.post(CHANNELS, {"type": "inbox", "label": "앱"})
    assert (answer.status_code, answer.json()["label"], answer.json()["target_shown"]) == (201, "앱", "")
    assert error(as_alice.post(CHANNELS, {"type": "inbox"})) == (409, "inbox_there", None)
    assert Channel.objects.count() == 1


def test_the_inbox_stays_but_can_be_switched_off(as_alice, inbox):
    assert error(as_alice.delete(one(inbox))) == (409, "inbox_stays", None)
    assert as_alice.patch(one(inbox), {"is_on": False, "target": {}}).json()["is_on"] is False
    assert as_alice.patch(one(inbox), {"is_on": True}).json()["is_on"] is True


def test_there_are_at_most_ten_the_inbox_included(as_alice, alice, inbox):
    for number in range(9):
        assert as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": f"{HOOK}{number}"}}).status_code == 201
    refused = as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": HOOK}})
    assert error(refused) == (409, "too_many_channels", None)
    as_alice.delete(one(alice.channels.last()))
    assert as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": HOOK}}).status_code == 201


def test_the_inbox_is_there_however_many_others_there_are(as_alice, alice, as_bob):
    for number in range(9):
        as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": f"{HOOK}{number}"}})
    assert alice.channels.count() == 10
    assert as_bob.post(CHANNELS, {"type": "webhook", "target": {"url": HOOK}}).status_code == 201


def test_the_list_takes_two_statements(as_alice, webhook, email, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(as_alice.get(CHANNELS).json()) == 3


def test_whoever_is_erased_at_that_moment_gets_none(alice):
    alice.delete()
    alice.pk = 123_456_789
    with pytest.raises(TokenInvalid):
        services.add_channel(owner=alice, type="webhook", target={"url": HOOK})


def test_one_on_a_host_that_the_operator_lists_no_more_is_still_shown(as_alice, settings):
    settings.WEBHOOK_ALLOWED_HOSTS = ["nas.local:8123"]
    added = as_alice.post(CHANNELS, {"type": "webhook", "target": {"url": "http://nas.local:8123/in/5ec7e7-t0ken"}})
    settings.WEBHOOK_ALLOWED_HOSTS = []
    assert as_alice.get(added["Location"]).json()["target_shown"] == "nas.local:8123/…0ken"


def test_a_new_target_switches_on_what_we_had_switched_off(as_alice, webhook):
    services.switch_off(webhook, "gone")
    found = as_alice.patch(one(webhook), {"target": {"url": OTHER_HOOK}}).json()
    assert (found["is_on"], found["off_reason"]) == (True, None)


def test_but_not_what_its_owner_has_switched_off(as_alice, webhook):
    as_alice.patch(one(webhook), {"is_on": False})
    assert as_alice.patch(one(webhook), {"target": {"url": OTHER_HOOK}}).json()["is_on"] is False
    services.switch_off(webhook, "gone")
    both = as_alice.patch(one(webhook), {"target": {"url": HOOK}, "is_on": False}).json()
    assert both["is_on"] is False
