import pytest

from accounts import services
from accounts.models import User
from core.errors import TokenInvalid

from .people import ME, error

ALL = {
    "email": "alice@example.org",
    "language": "en",
    "time_zone": "America/New_York",
    "currency": "USD",
    "month_start_day": 25,
    "rounding_unit": 1,
    "floor_percent": 0,
    "share_anonymously": False,
}


def test_it_shows_the_person_and_their_settings(alice, as_alice):
    assert as_alice.get(ME).json() == {
        "id": alice.pk,
        "username": "alice",
        "email": "",
        "language": None,
        "time_zone": "Asia/Seoul",
        "currency": "KRW",
        "month_start_day": 1,
        "rounding_unit": 100,
        "floor_percent": 30,
        "share_anonymously": True,
    }


def test_each_setting_can_change(alice, as_alice):
    for field, value in ALL.items():
        answer = as_alice.patch(ME, {field: value})
        assert (answer.status_code, answer.json()[field]) == (200, value)
    assert as_alice.get(ME).json() == {"id": alice.pk, "username": "alice", **ALL}


def test_all_can_change_at_once_and_nobody_else_s(as_alice, bob, as_bob):
    before = as_bob.get(ME).json()
    assert as_alice.patch(ME, ALL).json().items() >= ALL.items()
    assert as_bob.get(ME).json() == before


def test_an_empty_change_changes_nothing_and_writes_nothing(as_alice, django_assert_num_queries):
    before = as_alice.get(ME).json()
    with django_assert_num_queries(4) as queries:
        assert as_alice.patch(ME, {}).json() == before
    assert not any("UPDATE" in query["sql"].split("FOR UPDATE")[0] for query in queries.captured_queries)


def test_only_what_changed_is_written(as_alice, django_assert_num_queries):
    with django_assert_num_queries(5) as queries:
        as_alice.patch(ME, {"floor_percent": 10, "rounding_unit": 100})
    [written] = [query["sql"] for query in queries.captured_queries if query["sql"].startswith("UPDATE")]
    assert '"floor_percent" =' in written
    assert "rounding_unit" not in written


def test_language_and_address_can_be_taken_back(as_alice):
    as_alice.patch(ME, ALL)
    found = as_alice.patch(ME, {"language": None, "email": ""}).json()
    assert (found["language"], found["email"]) == (None, "")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("username", "bob", "unknown_field"),
        ("id", 7, "unknown_field"),
        ("is_staff", True, "unknown_field"),
        ("password", "x", "unknown_field"),
        ("email", "nobody", "invalid"),
        ("language", "fr", "invalid_choice"),
        ("language", "", "invalid_choice"),
        ("time_zone", "Seoul", "unknown_time_zone"),
        ("time_zone", "../../etc/passwd", "unknown_time_zone"),
        ("time_zone", "", "blank"),
        ("currency", "WON", "unknown_currency"),
        ("currency", "krw", "unknown_currency"),
        ("currency", "DEM", "unknown_currency"),
        ("currency", "KRWW", "max_length"),
        ("month_start_day", 0, "min_value"),
        ("month_start_day", 32, "max_value"),
        ("month_start_day", "5", "invalid"),
        ("rounding_unit", 0, "min_value"),
        ("rounding_unit", 1_000_001, "max_value"),
        ("rounding_unit", 1.5, "invalid"),
        ("floor_percent", -1, "min_value"),
        ("floor_percent", 101, "max_value"),
        ("floor_percent", True, "invalid"),
        ("share_anonymously", "yes", "invalid"),
        ("share_anonymously", 1, "invalid"),
        ("share_anonymously", None, "null"),
    ],
)
def test_it_refuses_what_is_out_of_bounds_and_changes_nothing(as_alice, field, value, code):
    before = as_alice.get(ME).json()
    answer = as_alice.patch(ME, {"rounding_unit": 7, field: value})
    assert error(answer) == (400, code, field)
    assert as_alice.get(ME).json() == before


def test_every_day_and_the_outermost_bounds_are_taken(as_alice):
    for day in (1, 31):
        assert as_alice.patch(ME, {"month_start_day": day}).status_code == 200
    for unit in (1, 1_000_000):
        assert as_alice.patch(ME, {"rounding_unit": unit}).status_code == 200
    for percent in (0, 100):
        assert as_alice.patch(ME, {"floor_percent": percent}).status_code == 200


def test_texts_come_in_the_language_chosen(as_alice):
    as_alice.patch(ME, {"language": "en"})
    detail = as_alice.patch(ME, {"currency": "XXX"}).json()["errors"][0]["detail"]
    assert detail == "There is no currency of this code. Write one such as KRW."


def test_it_asks_for_a_login(anyone):
    assert anyone.get(ME).status_code == anyone.patch(ME, {}).status_code == 401


def test_other_methods_are_405_with_what_is_allowed(as_alice):
    answer = as_alice.post(ME, {})
    assert answer.status_code == 405
    assert "PATCH" in answer["Allow"]


def test_a_request_asks_once_who_it_is(as_alice, django_assert_num_queries):
    with django_assert_num_queries(2) as queries:
        as_alice.get(ME)
    first, second = (query["sql"] for query in queries.captured_queries)
    assert "JOIN accounts_user" in first
    assert '"email"' in second


def test_somebody_erased_meanwhile_is_nobody(alice):
    User.objects.filter(pk=alice.pk).delete()
    with pytest.raises(TokenInvalid):
        services.update_settings(user=alice, changes={"floor_percent": 1})
