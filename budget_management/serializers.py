"""Plans and recommendations as JSON."""

from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiSerializerExtension
from rest_framework import serializers

from core.api.fields import MonthField, QuerySerializer, StrictSerializer, TextField, WholeNumberField, amount_field

MOST_ENTRIES = 100
DEFAULT_GROUP_BELOW = 10


class MonthQuery(QuerySerializer):
    """Which month is asked about."""

    month = MonthField(required=False, help_text="Default: the budget month that today lies in.")


class BudgetEntryList(serializers.ListSerializer[Any]):
    """Budgets to set; what is wrong with the first of them is told at `0` too."""

    default_error_messages = {"not_a_list": _("A JSON list is expected here.")}

    def to_internal_value(self, data: Any) -> Any:
        try:
            return super().to_internal_value(data)
        except serializers.ValidationError as error:
            # The package that flattens errors takes the number 0 for no name at all.
            found = cast(dict[int | str, Any], error.detail)
            raise serializers.ValidationError({str(index): errors for index, errors in found.items()}) from None


class BudgetEntrySerializer(StrictSerializer):
    """A budget to set."""

    class Meta:
        list_serializer_class = BudgetEntryList

    category = TextField(max_length=32, trim_whitespace=False, help_text="A code of GET /api/categories/.")
    amount = amount_field(least=0)
    fixed_amount = amount_field(least=0, required=False, help_text="What of it goes out in one piece. Default 0.")
    month = MonthField(required=False, help_text="Default: the budget month that today lies in.")


class BudgetEntries(serializers.Serializer[Any]):
    """The body of POST /api/budget/, for its description; `BudgetEntrySerializer(many=True)` reads it."""


class BudgetEntriesSchema(OpenApiSerializerExtension):
    """Says how many entries there may be, which the description of a plain list leaves out."""

    target_class = "budget_management.serializers.BudgetEntries"

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        items = auto_schema.resolve_serializer(BudgetEntrySerializer, direction).ref
        return {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_ENTRIES}


class BudgetLineSerializer(serializers.Serializer[Any]):
    """What a month's plan gives a category."""

    category = serializers.CharField()
    label = serializers.CharField()
    amount = amount_field(least=0)
    fixed_amount = amount_field(least=0)
    month = MonthField()
    carried_from = MonthField(allow_null=True, help_text="The earlier month whose plan this is; null: the month's own.")


class TotalToSplitSerializer(StrictSerializer):
    """A total to split."""

    total_amount = amount_field()
    group_below = WholeNumberField(
        min_value=0,
        max_value=100,
        default=DEFAULT_GROUP_BELOW,
        help_text="Categories of at most this share, in percent, are shown as one line with `other`; 0: none are.",
    )


class RecommendedLineSerializer(serializers.Serializer[Any]):
    """One part of the total."""

    category = serializers.CharField()
    label = serializers.CharField()
    share = serializers.FloatField(help_text="In percent, one decimal.")
    amount = amount_field()
    includes = serializers.ListField(
        child=serializers.CharField(), required=False, help_text="The categories that `other` speaks for here."
    )


class RecommendationSerializer(serializers.Serializer[Any]):
    """A total, split as people split theirs."""

    total_amount = amount_field()
    basis = serializers.ChoiceField(["users", "household_survey"])
    contributors = serializers.IntegerField(allow_null=True, help_text="Rounded down; null with the household survey.")
    recommendations = RecommendedLineSerializer(many=True)
