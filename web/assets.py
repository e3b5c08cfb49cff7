"""Addresses of static files that change with their content, so that browsers may keep what they have for a year."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStorage(StaticFilesStorage):
    """Serves files from the packages they come in, where nobody has collected them under hashed names."""

    def url(self, name: str | None, *args: object) -> str:
        """Return the address of a file, with what tells this version of it from others."""
        return f"{super().url(name)}?v={_version(name or '')}"


@cache
def _version(name: str) -> str:
    found = finders.find(name)
    return sha256(Path(found).read_bytes()).hexdigest()[:12] if isinstance(found, str) else ""
