"""Password login for Django's own pages (the admin)."""

from django.contrib.auth.backends import ModelBackend


class LimitedBackend(ModelBackend):
    """Placeholder until services count attempts."""
