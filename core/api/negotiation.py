"""What a body is, by what its sender says."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.request import Request


class Negotiation(DefaultContentNegotiation):
    """Takes no `*/*` for the type of a body: that is a wish, and DRF would take it for JSON."""

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        """Return the parser of the body's type; None, which is 415, where there is none."""
        return None if "*" in (request.content_type or "") else super().select_parser(request, parsers)
