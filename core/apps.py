from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Shared pieces; registers the system checks."""

    name = "core"

    def ready(self) -> None:
        __import__("core.checks")
