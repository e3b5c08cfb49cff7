"""Expenses as JSON: what comes in, and the description of what goes out."""

from typing import Any

from rest_framework import serializers

from core.api.fields import (
    DayField,
    KeptTextField,
    QueryNumberField,
    QuerySerializer,
    StrictSerializer,
    TextField,
    TrueFalseField,
    amount_field,
)

from .listing import NEWEST_FIRST, ORDERINGS

LONGEST_MEMO = 500
MOST_IN_QUERY = 10**13 - 1


def _code_field(**kwargs: Any) -> TextField:
    return TextField(max_length=32, trim_whitespace=False, **kwargs)


def _memo_field(help_text: str) -> KeptTextField:
    return KeptTextField(longest=LONGEST_MEMO, default="", help_text=help_text)


class NewExpenseSerializer(StrictSerializer):
    """An expense to be recorded."""

    category = _code_field()
    amount = amount_field()
    date = DayField(source="spent_on", required=False, help_text="Default: today where the person lives.")
    memo = _memo_field("At most 500 characters, counted as it is kept: trimmed and in NFC.")
    excluded_from_total = TrueFalseField(default=False)


class ChangedExpenseSerializer(NewExpenseSerializer):
    """An expense as it shall be."""

    date = DayField(source="spent_on")


class ListQuery(QuerySerializer):
    """Which expenses to list."""

    start_date = DayField()
    end_date = DayField(help_text="Part of the period, which has at most 3,660 days.")
    category = serializers.ListField(child=_code_field(), default=list, help_text="Repeat it for several.")
    min_amount = QueryNumberField(min_value=0, max_value=MOST_IN_QUERY, default=None)
    max_amount = QueryNumberField(min_value=0, max_value=MOST_IN_QUERY, default=None)
    search = _memo_field("Words of the memo, in any case; at most 500 characters.")
    ordering = serializers.ChoiceField(list(ORDERINGS), default=NEWEST_FIRST)
    limit = QueryNumberField(min_value=1, max_value=500, default=100)
    cursor = TextField(max_length=1_000, required=False, help_text="From `next`, for the same list only.")


class ExpenseSerializer(serializers.Serializer[Any]):
    """An expense."""

    id = serializers.IntegerField()
    category = serializers.CharField()
    label = serializers.CharField()
    amount = serializers.IntegerField(help_text="In minor units of the currency.")
    date = DayField()
    memo = serializers.CharField(allow_blank=True)
    excluded_from_total = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()


class CategoryTotalSerializer(serializers.Serializer[Any]):
    """What was spent in a category; 0 where all its rows are excluded."""

    category = serializers.CharField()
    label = serializers.CharField()
    total = serializers.IntegerField()


class ExpenseListSerializer(serializers.Serializer[Any]):
    """A page of expenses, with totals over the whole filter."""

    total_expense = serializers.IntegerField(help_text="Without excluded rows.")
    count = serializers.IntegerField(help_text="Listed rows on all pages, excluded ones too.")
    category_totals = CategoryTotalSerializer(many=True)
    expenses = ExpenseSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="The path of the next page.")
