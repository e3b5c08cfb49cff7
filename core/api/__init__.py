"""DRF plumbing: errors, parsers, fields, cursors, views, and the description of it all."""

from collections.abc import Mapping
from typing import Any

# What the API answers is nothing to open in a browser.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
BEARER_CHALLENGE = 'Bearer realm="api"'


def announced_length(environ: Mapping[str, Any]) -> int:
    """Return how many bytes a request's body has by its header; 0 where that tells no number."""
    length = environ.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0
