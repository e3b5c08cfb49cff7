from datetime import date

import pytest
from django.http import QueryDict
from rest_framework import serializers

from core.api import fields
from core.periods import BudgetMonth


class Body(fields.StrictSerializer):
    amount = fields.amount_field(required=False)
    day = fields.DayField(required=False)
    month = fields.MonthField(required=False)
    memo = fields.TextField(required=False, max_length=5)
    yes = fields.TrueFalseField(required=False)
    id = serializers.IntegerField(read_only=True)


class Query(fields.QuerySerializer):
    least = fields.QueryNumberField(min_value=1, max_value=10**12, required=False)
    kinds = serializers.ListField(child=serializers.CharField(), required=False)
    day = fields.DayField(required=False)


def codes(serializer):
    serializer.is_valid()
    return {name: [error.code for error in errors] for name, errors in serializer.errors.items()}


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("amount", 1, 1),
        ("amount", 10**12, 10**12),
        ("day", "1900-01-01", date(1900, 1, 1)),
        ("day", "2999-12-31", date(2999, 12, 31)),
        ("day", "2028-02-29", date(2028, 2, 29)),
        ("month", "2026-11", BudgetMonth(2026, 11)),
        ("month", "1900-01", BudgetMonth(1900, 1)),
        ("memo", " 점심 ", "점심"),
        ("memo", "\u1100\u1161", "가"),
        ("yes", False, False),
    ],
)
def test_it_takes_what_the_contract_takes(name, given, kept):
    serializer = Body(data={name: given})
    assert serializer.is_valid(), serializer.errors
    assert serializer.validated_data == {name: kept}


@pytest.mark.parametrize(
    ("name", "given", "code"),
    [
        *(("amount", value, "invalid") for value in (1000.0, "1000", True, [], {}, "1e3", "١")),
        ("amount", None, "null"),
        ("amount", 0, "min_value"),
        ("amount", -1, "min_value"),
        ("amount", 10**12 + 1, "max_value"),
        *(
            ("day", value, "invalid")
            for value in ("2026-02-30", "2026-1-1", "20261123", " 2026-11-23", "2026-11-23T", 1)
        ),
        *(
            ("day", value, "invalid")
            for value in ("２０２６-11-23", "0000-01-01", "2026-W48-1", "2026-11-2\n", "10000-1-1")
        ),
        ("day", "1899-12-31", "out_of_range"),
        ("day", "3000-01-01", "out_of_range"),
        *(
            ("month", value, "invalid")
            for value in ("2026-13", "2026-00", "2026-1", "202611", "1899-12", "3000-01", 202611)
        ),
        ("month", "2026-11\n", "invalid"),
        ("memo", 5, "invalid"),
        ("memo", "너무긴글자", None),
        ("memo", "너무긴글자들", "max_length"),
        ("memo", "a\0", "null_characters_not_allowed"),
        *(("yes", value, "invalid") for value in ("true", 1, 0, "yes", [], {})),
        ("id", 1, "unknown_field"),
        ("idd", 1, "unknown_field"),
    ],
)
def test_it_refuses_everything_else(name, given, code):
    assert codes(Body(data={name: given})) == ({name: [code]} if code else {})


@pytest.mark.parametrize("body", [[], "text", 1, None, True])
def test_it_refuses_a_body_that_is_no_object(body):
    assert not Body(data=body).is_valid()


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", {}),
        ("least=12000", {"least": 12000}),
        ("kinds=food&kinds=other", {"kinds": ["food", "other"]}),
        ("kinds=food", {"kinds": ["food"]}),
    ],
)
def test_it_reads_a_query(query, kept):
    serializer = Query(data=QueryDict(query))
    assert serializer.is_valid(), serializer.errors
    assert serializer.validated_data == kept


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("least=1&least=2", {"least": ["repeated"]}),
        ("leest=1", {"leest": ["unknown_field"]}),
        ("least=", {"least": ["invalid"]}),
        ("least=1_0", {"least": ["invalid"]}),
        ("least=%2B1", {"least": ["invalid"]}),
        ("least=12345678901234", {"least": ["invalid"]}),
        ("least=0", {"least": ["min_value"]}),
        ("day=", {"day": ["invalid"]}),
    ],
)
def test_it_refuses_a_query_that_is_not_meant(query, errors):
    assert codes(Query(data=QueryDict(query))) == errors


@pytest.mark.parametrize(("given", "code"), [(0, "min_value"), (1, None), (10**12, None), (10**12 + 1, "max_value")])
def test_an_amount_is_one_or_more_up_to_a_million_million(given, code):
    class Price(fields.StrictSerializer):
        amount = fields.amount_field(required=False)

    assert codes(Price(data={"amount": given})) == ({"amount": [code]} if code else {})
    assert codes(Price(data={})) == {}


def test_it_writes_days_and_months_as_it_reads_them():
    assert fields.DayField().to_representation(date(2026, 11, 3)) == "2026-11-03"
    assert fields.MonthField().to_representation(BudgetMonth(2026, 3)) == "2026-03"
    assert fields.amount_field().to_representation(5) == 5


def test_it_does_not_even_compose_what_is_far_too_long():
    # Composing takes quadratic time: this would take minutes.
    assert codes(Body(data={"memo": "a" + "\u0301\u0327" * 500_000})) == {"memo": ["max_length"]}


@pytest.mark.parametrize(("length", "is_valid"), [(4_096, True), (4_097, False)])
def test_no_text_is_longer_than_what_is_composed(length, is_valid):
    class Note(fields.StrictSerializer):
        note = fields.TextField()

    assert Note(data={"note": "가" * length}).is_valid() is is_valid


def test_it_names_only_some_of_ten_thousand_unknown_fields():
    assert len(codes(Body(data={f"field{number}": 1 for number in range(10_000)}))) == 20
