"""Fields as the contract has them: digits that are digits, days that are days, text that databases store alike."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from core.periods import BudgetMonth

MOST_MONEY = 1_000_000_000_000
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
DAY_PATTERN = r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
# Composing characters (NFC) takes quadratic time: nothing longer than this is even tried.
LONGEST_TEXT = 4_096
# A body of ten thousand unknown fields is told of a few.
MOST_UNKNOWN = 20
MONTH_PATTERN = r"^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$"


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields it does not know, so that a typo is not silently ignored."""

    default_error_messages = {
        "unknown_field": _("There is no such field here."),
        "invalid": _("A JSON object is expected here."),
    }

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping) and (unknown := set(data) - self._writable):
            message = serializers.ErrorDetail(str(self.error_messages["unknown_field"]), "unknown_field")
            raise serializers.ValidationError({str(name): [message] for name in sorted(unknown)[:MOST_UNKNOWN]})
        return super().to_internal_value(data)

    @cached_property
    def _writable(self) -> set[str]:
        return {name for name, field in self.fields.items() if not field.read_only}


class QuerySerializer(StrictSerializer):
    """The parameters of a query: text, each given once, unless its field takes a list."""

    default_error_messages = {"repeated": _("Give this parameter once.")}

    def to_internal_value(self, data: Any) -> Any:
        lists = {name for name, field in self.fields.items() if isinstance(field, serializers.ListField)}
        repeated = [name for name, values in data.lists() if len(values) > 1 and name not in lists]
        if repeated:
            message = serializers.ErrorDetail(str(self.error_messages["repeated"]), "repeated")
            raise serializers.ValidationError({name: [message] for name in repeated})
        # A plain mapping, because DRF takes an empty value in a QueryDict for one that was not given.
        return super().to_internal_value({k: data.getlist(k) if k in lists else data[k] for k in data})


class WholeNumberField(serializers.Field[int, Any, int, Any]):
    """A JSON integer between bounds: no float, no string, no boolean."""

    default_error_messages = {
        "invalid": _("Write a whole number in digits, such as 12000."),
        "min_value": _("This must be at least {min_value}."),
        "max_value": _("This can be at most {max_value}."),
    }

    def __init__(self, *, min_value: int, max_value: int, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            self.fail("invalid")
        if data < self.min_value:
            self.fail("min_value", min_value=self.min_value)
        if data > self.max_value:
            self.fail("max_value", max_value=self.max_value)
        return data

    def to_representation(self, value: int) -> int:
        return value


class QueryNumberField(WholeNumberField):
    """A whole number in a query: 1 to 13 ASCII digits."""

    def to_internal_value(self, data: Any) -> int:
        if not re.fullmatch(r"[0-9]{1,13}", str(data)):
            self.fail("invalid")
        return super().to_internal_value(int(data))


def amount_field(*, least: int = 1, **kwargs: Any) -> WholeNumberField:
    """Return a field for money in minor units, up to MOST_MONEY."""
    return WholeNumberField(min_value=least, max_value=MOST_MONEY, **kwargs)


@extend_schema_field({"type": "string", "format": "date", "pattern": DAY_PATTERN, "example": "2026-11-23"})
class DayField(serializers.Field[date, Any, str, Any]):
    """A day, exactly ten ASCII characters YYYY-MM-DD, from 1900-01-01 to 2999-12-31."""

    default_error_messages = {
        "invalid": _("Write a day as YYYY-MM-DD, such as 2026-11-23."),
        "out_of_range": _("Days from 1900-01-01 to 2999-12-31 are known here."),
    }

    def to_internal_value(self, data: Any) -> date:
        if not (isinstance(data, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", data)):
            self.fail("invalid")
        try:
            day = date.fromisoformat(data)
        except ValueError:
            self.fail("invalid")
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail("out_of_range")
        return day

    def to_representation(self, value: date) -> str:
        return value.isoformat()


@extend_schema_field({"type": "string", "pattern": MONTH_PATTERN, "example": "2026-11"})
class MonthField(serializers.Field[BudgetMonth, Any, str, Any]):
    """A budget month, YYYY-MM, from 1900-01 to 2999-12."""

    default_error_messages = {"invalid": _("Write a month as YYYY-MM, such as 2026-11.")}

    def to_internal_value(self, data: Any) -> BudgetMonth:
        if not (isinstance(data, str) and re.fullmatch(MONTH_PATTERN, data)):
            self.fail("invalid")
        return BudgetMonth.parse(data)

    def to_representation(self, value: BudgetMonth) -> str:
        return str(value)


class TrueFalseField(serializers.BooleanField):
    """JSON true or false: no "yes", no 1, no null."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class TextField(serializers.CharField):
    """JSON text, kept in Unicode's composed form (NFC): a Mac's Hangul equals everybody's. NUL is refused by DRF."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if len(data) > LONGEST_TEXT:
            self.fail("max_length", max_length=self.max_length or LONGEST_TEXT)
        return unicodedata.normalize("NFC", super().to_internal_value(data))


class KeptTextField(TextField):
    """Text of at most `longest` characters, counted as it is kept, and which may be blank.

    A `max_length` would be described as a limit of what comes in, before it is trimmed and composed.
    """

    def __init__(self, *, longest: int, **kwargs: Any) -> None:
        self.longest = longest
        super().__init__(allow_blank=True, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        if len(text) > self.longest:
            self.fail("max_length", max_length=self.longest)
        return text
