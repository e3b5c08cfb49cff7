"""JSON as the API writes it."""

from collections.abc import Mapping
from typing import Any

import orjson
from rest_framework.renderers import JSONRenderer as OfDRF
from rest_framework.utils.encoders import JSONEncoder


class JSONRenderer(OfDRF):
    """Writes compact UTF-8. Keys are text, whole numbers have 64 bits, and what is neither is written as by DRF.

    Where an indent is asked for, all of it is.
    """

    encoder = JSONEncoder()

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        if data is None:
            return b""
        if ";" in (accepted_media_type or ""):
            written: bytes = super().render(data, accepted_media_type, renderer_context)
            return written
        return orjson.dumps(data, self.encoder.default, orjson.OPT_PASSTHROUGH_DATETIME)
