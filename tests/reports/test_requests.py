import pytest

REPORTS = ("daily-recommendation", "daily-summary", "spending-statistics")


@pytest.mark.parametrize("report", REPORTS)
def test_it_asks_for_a_login(anyone, report):
    answer = anyone.get(f"/api/expenses/{report}/")
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "2026-1-1",
        "20261123",
        "",
        "today",
        "1899-12-31",
        "3000-01-01",
        "2026-11-23T00:00",
        "２０２６-11-23",
    ],
)
def test_it_refuses_what_is_no_day(as_alice, report, day):
    answer = as_alice.get(f"/api/expenses/{report}/", {"date": day})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "date"


@pytest.mark.parametrize("report", REPORTS)
def test_it_refuses_a_parameter_it_does_not_know(as_alice, report):
    answer = as_alice.get(f"/api/expenses/{report}/", {"day": "2026-11-23"})
    assert answer.json()["errors"][0] | {"detail": ""} == {"code": "unknown_field", "detail": "", "attr": "day"}


@pytest.mark.parametrize("report", REPORTS)
def test_it_refuses_two_days(as_alice, report):
    answer = as_alice.get(f"/api/expenses/{report}/?date=2026-11-23&date=2026-11-22")
    assert answer.status_code == 400


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(as_alice, report, method):
    answer = getattr(as_alice, method)(f"/api/expenses/{report}/")
    assert answer.status_code == 405
    assert "GET" in answer["Allow"]
