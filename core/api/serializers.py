"""What every error looks like, for the description."""

from typing import Any

from rest_framework import serializers


class ErrorItem(serializers.Serializer[Any]):
    """One thing that is wrong."""

    code = serializers.CharField(help_text="Stable, and the same in every language.")
    detail = serializers.CharField(help_text="A sentence for people, in their language.")
    attr = serializers.CharField(allow_null=True, help_text="The field; in a list with its index: `0.amount`.")


class ErrorAnswer(serializers.Serializer[Any]):
    """The one shape of every error."""

    type = serializers.ChoiceField(["validation_error", "client_error", "server_error"])
    errors = ErrorItem(many=True)
