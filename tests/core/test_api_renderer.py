"""How the API writes JSON."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy
from rest_framework.renderers import JSONRenderer as OfDRF
from rest_framework.utils.serializer_helpers import ReturnDict

from core.api.renderers import JSONRenderer
from notifications.models import Kind

ALL_KINDS = {
    "text": '점심 <b> " \u00e9',
    "numbers": [0, -1, 10**15, 200.0, 0.1, 33.3],
    "nothing": [None, True, False, {}, []],
    "decimal": Decimal("10.50"),
    "day": date(2026, 11, 23),
    "time": datetime(2026, 11, 23, 9, 0, 0, 123456, tzinfo=UTC),
    "id": UUID(int=7),
    "choice": Kind.MORNING,
    "lazy": gettext_lazy("Food"),
    "rows": ReturnDict({"a": (1, 2)}, serializer=None),
}


def test_it_writes_what_drf_writes():
    assert JSONRenderer().render(ALL_KINDS) == OfDRF().render(ALL_KINDS)


def test_nothing_is_no_body():
    assert JSONRenderer().render(None) == b""


@pytest.mark.parametrize("accepted", ["application/json; indent=2", "application/json; q=1"])
def test_it_indents_where_that_is_asked_for(accepted):
    written = JSONRenderer().render({"a": [1]}, accepted, {})
    assert json.loads(written) == {"a": [1]}
    assert (b"\n  " in written) == ("indent" in accepted)
