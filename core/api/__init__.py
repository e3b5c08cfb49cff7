"""DRF plumbing: errors, parsers, fields, cursors, views, and the description of it all."""

# What the API answers is nothing to open in a browser.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
BEARER_CHALLENGE = 'Bearer realm="api"'
