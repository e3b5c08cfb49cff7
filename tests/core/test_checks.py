import sqlite3

from django.apps import apps
from django.core.checks.registry import registry

from core import checks


def test_they_are_registered_when_the_service_starts():
    apps.get_app_config("core").ready()
    assert {checks.check_sqlite_can_upsert, checks.check_proxies_match_address} <= registry.registered_checks


def test_an_old_sqlite_is_refused(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    assert [message.id for message in checks.check_sqlite_can_upsert(None)] == ["core.E001"]


def test_this_sqlite_is_accepted():
    assert checks.check_sqlite_can_upsert(None) == []


def test_tls_without_a_counted_proxy_is_told(settings):
    settings.BEHIND_TLS, settings.TRUSTED_PROXIES = True, 0
    assert [message.id for message in checks.check_proxies_match_address(None)] == ["core.W001"]


def test_tls_behind_a_counted_proxy_is_fine(settings):
    settings.BEHIND_TLS, settings.TRUSTED_PROXIES = True, 1
    assert checks.check_proxies_match_address(None) == []
