"""Categories as JSON."""

from typing import Any

from rest_framework import serializers


class CategorySerializer(serializers.Serializer[Any]):
    """A category and the name people read."""

    category = serializers.CharField()
    label = serializers.CharField()
