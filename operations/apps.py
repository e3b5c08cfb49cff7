from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Commands only; it has no tables."""

    name = "operations"
