from dataclasses import dataclass

from core import clock


@dataclass
class Somebody:
    time_zone: str


def test_the_day_turns_where_people_live(fixed_now):
    fixed_now.move_to("2026-11-23T15:30:00Z")
    assert str(clock.today(Somebody("Asia/Seoul"))) == "2026-11-24"
    assert str(clock.today(Somebody("America/New_York"))) == "2026-11-23"
    assert str(clock.today(Somebody("Pacific/Kiritimati"))) == "2026-11-24"
