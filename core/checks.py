"""System checks: configurations that start and then hurt."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.database)
def check_sqlite_can_upsert(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Counting logins exactly needs INSERT … ON CONFLICT … RETURNING (SQLite 3.35)."""
    engine = settings.DATABASES["default"]["ENGINE"]
    if engine.endswith("sqlite3") and sqlite3.sqlite_version_info < (3, 35):
        return [Error(f"SQLite {sqlite3.sqlite_version} is too old: 3.35 is needed.", id="core.E001")]
    return []


@register(Tags.security)
def check_proxies_match_address(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """Behind TLS there is a proxy, and without its number every client has the proxy's address."""
    if settings.BEHIND_TLS and not settings.TRUSTED_PROXIES:
        return [Warning("PUBLIC_URL is https but TRUSTED_PROXIES is 0: all clients share one address.", id="core.W001")]
    return []
