"""Staff see whether messages arrive, and nothing of where to or what they said."""

import pytest
from django.test import Client

from tests.factories import make_user

from .asking import make_delivery


@pytest.fixture
def staff(db):
    client = Client()
    client.force_login(make_user("staff", is_staff=True, is_superuser=True), "accounts.backends.LimitedBackend")
    return client


def test_targets_and_labels_are_not_shown(staff, webhook):
    delivery = make_delivery(webhook)
    for path in ("channel/", f"channel/{webhook.pk}/change/", "delivery/", f"delivery/{delivery.pk}/change/"):
        page = staff.get(f"/admin/notifications/{path}")
        assert page.status_code == 200
        assert "alice" in page.content.decode()
        assert not any(secret in page.content.decode() for secret in (webhook.target, "5ec7e7", "Home&quot;", ">Home<"))


def test_nothing_can_be_added_changed_or_deleted(staff, webhook):
    delivery = make_delivery(webhook)
    for kind, row in (("channel", webhook), ("delivery", delivery)):
        for path in ("add/", f"{row.pk}/delete/"):
            assert staff.get(f"/admin/notifications/{kind}/{path}").status_code == 403
        assert staff.post(f"/admin/notifications/{kind}/{row.pk}/change/", {"is_on": ""}).status_code == 403


def test_the_inbox_and_the_settings_are_nobodys_business(staff):
    for kind in ("inboxmessage", "preferences", "alertstate"):
        assert staff.get(f"/admin/notifications/{kind}/").status_code == 404
