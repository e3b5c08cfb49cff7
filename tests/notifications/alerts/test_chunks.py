import pytest

from notifications import alerts
from tests.factories import make_expense, make_user

from .deciding import look, watch


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_everybody_is_looked_at_however_large_a_chunk_is(monkeypatch, size):
    monkeypatch.setattr(alerts, "PEOPLE_AT_ONCE", size)
    for number in range(7):
        person = make_user(f"u{number}")
        watch(person, alerts_on=number != 3)
        make_expense(person, 240_000)
    assert look() == ["food:80:2026-11:1"] * 6
    assert look() == []
