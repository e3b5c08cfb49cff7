from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from notifications.due import enqueue_due
from notifications.models import Delivery

from .people import EIGHT, at, make_reader
from .test_due_at_the_wall_clocks_time import ZONES

# Not a whole part of a day, so that the rounds come at every time of it.
FROM, DAYS, ROUND = date(2026, 11, 23), 400, timedelta(minutes=155)


@pytest.mark.django_db
def test_400_days_in_10_zones_bring_one_a_local_day_at_eight():
    """However irregularly the scheduler looks, as long as it does within three hours."""
    for zone in ZONES:
        make_reader(zone.replace("/", "."), time_zone=zone, wishes={"morning_on": True, "morning_at": EIGHT})
    moment = at("2026-11-22T00:00")
    while moment < at("2027-12-30T00:00"):
        enqueue_due(moment)
        moment += ROUND
    days = [FROM + timedelta(number) for number in range(DAYS)]
    for zone in ZONES:
        made = Delivery.objects.filter(owner__time_zone=zone, local_date__range=(days[0], days[-1])).order_by("due_at")
        here = ZoneInfo(zone)
        assert [(row.local_date, row.due_at) for row in made] == [
            (day, datetime(day.year, day.month, day.day, 8, tzinfo=here)) for day in days
        ]
