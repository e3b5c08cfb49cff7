"""DRF plumbing: errors, parsers, fields, cursors, views, and the description of it all."""

BEARER_CHALLENGE = 'Bearer realm="api"'
