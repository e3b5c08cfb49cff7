"""Two hundred others, so that there is somebody to be compared with. Each always comes out the same."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import log
from random import Random
from typing import NamedTuple

from budget_management.profile import HOUSEHOLD_PROFILE
from core.money import split
from core.periods import DateRange

HOW_MANY = 200
USUAL_BUDGET = 1_900_000
# What goes out in one piece at the start of a month.
FIXED = ("housing", "telecom", "education")
MOST_ROWS = 3


class Spent(NamedTuple):
    """An expense."""

    code: str
    day: date
    amount: int


def plan_of(number: int) -> dict[str, int]:
    """Return what a neighbour's plan gives each category, in won."""
    random = Random(number)
    total = round(random.lognormvariate(log(USUAL_BUDGET), 0.35), -4)
    weights = {
        code: round(usual * random.lognormvariate(0, 0.4))
        for code, usual in HOUSEHOLD_PROFILE.items()
        if code == "food" or random.random() < 0.85
    }
    return dict(zip(weights, split(int(total), list(weights.values()), unit=10_000), strict=True))


def spending_of(number: int, month: DateRange, last: date) -> Iterator[Spent]:
    """Yield what a neighbour spends in a month up to its day `last`."""
    random = Random(number * 1_000_000 + month.first.toordinal())
    pace = max(0.3, random.gauss(0.9, 0.2))
    elapsed = DateRange.inclusive(month.first, last).days
    for code, amount in plan_of(number).items():
        if code in FIXED:
            yield Spent(code, month.first, max(amount * 9 // 10, 100))
            continue
        so_far = int(amount * elapsed / month.days * pace * random.uniform(0.7, 1.3))
        rows = random.randint(1, MOST_ROWS)
        for part in split(so_far, [1] * rows, unit=100):
            if part:
                yield Spent(code, month.first + timedelta(days=random.randrange(elapsed)), part)
