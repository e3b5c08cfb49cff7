from django.apps import AppConfig


class WebConfig(AppConfig):
    """The pages that people open."""

    name = "web"
