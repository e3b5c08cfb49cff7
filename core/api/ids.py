"""Ids in paths."""

from drf_spectacular.utils import OpenApiParameter

LARGEST_ID = 2**63 - 1
ID = OpenApiParameter("id", {"type": "integer", "minimum": 0, "maximum": LARGEST_ID}, OpenApiParameter.PATH)


class RowId:
    """An id that the database can have, in the one spelling it has."""

    regex = "0|[1-9][0-9]{0,18}"

    def to_python(self, value: str) -> int:
        """Return the id; ValueError (no such route) beyond 64 bits."""
        number = int(value)
        if number > LARGEST_ID:
            raise ValueError(value)
        return number

    def to_url(self, value: int) -> str:
        """Return its digits."""
        return str(value)
