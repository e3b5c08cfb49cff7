from importlib import import_module

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared pieces; registers the system checks."""

    name = "core"

    def ready(self) -> None:
        import_module("core.checks")
