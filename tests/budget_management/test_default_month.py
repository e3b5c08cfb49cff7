"""Where no month is named, it is the budget month in which the person's own today lies."""

from datetime import UTC, datetime

import pytest

from budget_management.models import MonthPlan
from tests.factories import make_plan, make_user

BUDGET = "/api/budget/"
FOOD = [{"category": "food", "amount": 1}]


@pytest.mark.parametrize(
    ("moment", "settings", "month"),
    [
        (datetime(2026, 11, 23, tzinfo=UTC), {}, "2026-11"),
        (datetime(2026, 11, 23, tzinfo=UTC), {"month_start_day": 25}, "2026-10"),
        (datetime(2026, 11, 25, tzinfo=UTC), {"month_start_day": 25}, "2026-11"),
        (datetime(2026, 2, 28, 3, tzinfo=UTC), {"month_start_day": 31}, "2026-02"),
        # The day turns where the person is.
        (datetime(2026, 11, 30, 15, tzinfo=UTC), {}, "2026-12"),
        (datetime(2026, 11, 30, 14, 59, tzinfo=UTC), {}, "2026-11"),
        (datetime(2026, 12, 1, 2, tzinfo=UTC), {"time_zone": "America/New_York"}, "2026-11"),
    ],
)
def test_it_is_the_month_of_their_today(db, as_user, fixed_now, moment, settings, month):
    dora = make_user("dora", **settings)
    client = as_user(dora)
    fixed_now.move_to(moment)
    # The login was made at another time.
    dora.logins.update(last_used_at=moment, expires_at=moment.replace(year=2027))
    client = as_user(dora)
    assert client.post(BUDGET, FOOD).json()[0]["month"] == month
    assert client.get(BUDGET).json()[0]["month"] == month
    assert client.delete(f"{BUDGET}food/").status_code == 204
    assert [plan.month for plan in MonthPlan.objects.all()] == [int(month.replace("-", ""))]


def test_a_month_that_is_named_does_not_depend_on_the_start_day(db, as_user):
    dora = make_user("dora", month_start_day=25)
    make_plan(dora, 202611, food=5)
    assert as_user(dora).get(f"{BUDGET}?month=2026-11").json()[0]["amount"] == 5
