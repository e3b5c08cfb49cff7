"""지은's year: what she plans, and what she spends on a day. The same day always comes out the same."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

PAYDAY = 25


class Line(NamedTuple):
    """What a plan gives a category, in won."""

    amount: int
    fixed: int = 0


class Spent(NamedTuple):
    """An expense."""

    code: str
    memo: str
    amount: int
    excluded: bool = False


class Habit(NamedTuple):
    """One of several things, from `low` to `high` won, as likely as it is on workdays, Fridays and weekends."""

    code: str
    memos: str
    low: int
    high: int
    workday: float
    friday: float
    weekend: float
    # How much more likely it is in the days after payday.
    treat: float = 1
    excluded: bool = False


# The first plan, and what she changed so many months later. The other months keep the plan before them.
PLANS: dict[int, dict[str, Line]] = {
    0: {
        "food": Line(560_000),
        "housing": Line(780_000, 700_000),
        "transport": Line(110_000),
        "health": Line(50_000),
        "leisure": Line(130_000, 13_500),
        "education": Line(90_000, 90_000),
        "clothing": Line(90_000),
        "telecom": Line(88_000, 88_000),
        "household": Line(60_000),
        "beauty": Line(45_000),
        "other": Line(120_000),
    },
    4: {"food": Line(590_000), "leisure": Line(150_000, 13_500)},
    9: {"clothing": Line(70_000), "other": Line(150_000)},
    12: {"food": Line(600_000), "transport": Line(120_000)},
}
# Every month on the same day.
BILLS = {
    1: [Spent("housing", "월세", 700_000)],
    3: [Spent("education", "영어 회화 수강료", 90_000)],
    5: [Spent("telecom", "휴대폰 요금", 55_000), Spent("telecom", "인터넷", 33_000)],
    10: [Spent("leisure", "넷플릭스", 13_500)],
    14: [Spent("beauty", "미용실 커트", 28_000)],
    20: [Spent("housing", "관리비", 64_000)],
}
# Every year on the same day.
OCCASIONS = {
    (2, 8): [Spent("other", "부모님 용돈", 100_000)],
    (5, 8): [Spent("other", "어버이날 꽃과 용돈", 130_000)],
    (5, 23): [Spent("other", "민수 결혼 축의금", 100_000)],
    (9, 20): [Spent("food", "추석 장보기", 118_000), Spent("other", "조카 선물", 45_000)],
    (10, 17): [Spent("other", "수진 결혼 축의금", 100_000)],
    (12, 24): [Spent("food", "크리스마스 케이크", 38_000), Spent("leisure", "연말 공연", 88_000)],
}
HABITS = (
    Habit("food", "점심 김치찌개|점심 백반|점심 비빔밥|점심 제육덮밥|점심 칼국수", 8_500, 11_500, 0.85, 0.85, 0.1),
    Habit("food", "카페라떼|아메리카노|바닐라라떼", 3_800, 5_800, 0.5, 0.55, 0.3),
    Habit("food", "편의점|편의점 삼각김밥|붕어빵", 2_400, 6_500, 0.25, 0.2, 0.2),
    Habit("food", "저녁 치킨|저녁 삼겹살|저녁 떡볶이|친구들과 저녁", 14_000, 34_000, 0.04, 0.35, 0.35, treat=1.6),
    Habit("food", "마트 장보기|시장 장보기|온라인 장보기", 32_000, 64_000, 0.03, 0.05, 0.4),
    Habit("transport", "지하철 출퇴근", 3_100, 3_100, 0.95, 0.95, 0),
    Habit("transport", "버스|지하철", 1_500, 1_600, 0, 0, 0.6),
    Habit("transport", "택시", 8_600, 17_000, 0.02, 0.2, 0.08, treat=1.4),
    Habit("health", "내과 진료|약국|치과 검진|비타민", 4_500, 32_000, 0.05, 0.05, 0.06),
    Habit("leisure", "영화|책|전시회|볼링|수영장", 12_000, 28_000, 0.02, 0.1, 0.4, treat=1.5),
    Habit("clothing", "셔츠|바지|운동화|양말과 속옷", 19_000, 62_000, 0.02, 0.03, 0.12, treat=2),
    Habit("household", "세제와 휴지|주방용품|전구|수납함", 7_000, 26_000, 0.06, 0.06, 0.16),
    Habit("beauty", "선크림|샴푸|핸드크림", 8_000, 19_000, 0.02, 0.02, 0.05),
    Habit("other", "고양이 사료|생일 선물|택배비|세탁소", 6_000, 38_000, 0.14, 0.14, 0.2),
    Habit("transport", "출장 택시 (회사에서 돌려받음)", 14_000, 32_000, 0.04, 0.04, 0, excluded=True),
    Habit("food", "친구 몫까지 계산 (돌려받음)", 18_000, 42_000, 0.01, 0.04, 0.04, excluded=True),
)  # fmt: skip


def spent_on(day: date) -> Iterator[Spent]:
    """Yield what she spends on a day."""
    yield from BILLS.get(day.day, [])
    yield from OCCASIONS.get((day.month, day.day), [])
    random = Random(day.toordinal())
    for habit in HABITS:
        if random.random() < _likelihood(habit, day):
            amount = random.randrange(habit.low, habit.high + 1, 100)
            yield Spent(habit.code, random.choice(habit.memos.split("|")), amount, habit.excluded)


def _likelihood(habit: Habit, day: date) -> float:
    usual = habit.weekend if day.weekday() >= 5 else habit.friday if day.weekday() == 4 else habit.workday
    # The week before payday makes up for the days after it.
    mood = habit.treat if day.day >= PAYDAY else 2 - habit.treat if day.day >= PAYDAY - 6 else 1
    return usual * max(mood, 0.2)
