"""One person's money, kept by hand: what was acknowledged, and every number of docs/arithmetic.md worked out from that.

Nothing here comes from the service's code, so that both can only agree by being right.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

Month = tuple[int, int]
ORDER = (
    "food", "housing", "transport", "health", "leisure", "education", "clothing", "telecom", "household", "beauty",
    "other",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """What a plan gives a category for the month, and how much of it goes out in one piece."""

    amount: int
    fixed: int = 0


@dataclass(frozen=True)
class Entry:
    """An expense."""

    category: str
    amount: int
    on: date
    excluded: bool = False


@dataclass(frozen=True)
class Rules:
    """The person's settings."""

    start_day: int = 1
    unit: int = 100
    floor_percent: int = 30


def rounded(value: Fraction | int, unit: int = 1) -> int:
    """Half up, to a multiple of the unit."""
    return floor(Fraction(value) / unit + Fraction(1, 2)) * unit


def percent(part: Fraction | int, whole: Fraction | int) -> float | None:
    """Return one decimal, half up; None of nothing."""
    return rounded(Fraction(part) * 1_000 / whole) / 10 if whole else None


def added(month: Month, months: int) -> Month:
    year, number = divmod(month[0] * 12 + month[1] - 1 + months, 12)
    return year, number + 1


def name(month: Month) -> str:
    return f"{month[0]:04}-{month[1]:02}"


@dataclass
class Ledger:
    """The rules, the plans and the expenses."""

    rules: Rules = field(default_factory=Rules)
    plans: dict[Month, dict[str, Line]] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)

    def first_day(self, month: Month) -> date:
        return date(*month, min(self.rules.start_day, monthrange(*month)[1]))

    def month_of(self, day: date) -> Month:
        month = (day.year, day.month)
        return month if day >= self.first_day(month) else added(month, -1)

    def plan(self, month: Month) -> dict[str, Line] | None:
        """Return the month's own plan, or that of the nearest earlier month, in plan order; None before the first."""
        own = max((one for one in self.plans if one <= month), default=None)
        return None if own is None else {code: self.plans[own][code] for code in ORDER if code in self.plans[own]}

    def own_plan(self, month: Month) -> dict[str, Line]:
        """Return the month's plan to be changed: a copy of what applied to it until then."""
        return self.plans.setdefault(month, self.plan(month) or {})

    def takes(self, category: str, month: Month) -> bool:
        """Tell whether an expense in the category may fall into the month."""
        return bool(self.plans) and category in (self.plan(max(month, min(self.plans))) or {})

    def spent(self, first: date, end: date) -> Counter[str]:
        """Return what counts from a day up to another one, which is left out."""
        found: Counter[str] = Counter()
        for entry in self.entries.values():
            if first <= entry.on < end and not entry.excluded:
                found[entry.category] += entry.amount
        return found


@dataclass(frozen=True)
class Day:
    """A day of somebody's month."""

    ledger: Ledger
    on: date

    @property
    def month(self) -> Month:
        return self.ledger.month_of(self.on)

    @property
    def first(self) -> date:
        return self.ledger.first_day(self.month)

    @property
    def end(self) -> date:
        return self.ledger.first_day(added(self.month, 1))

    @property
    def days(self) -> int:
        return (self.end - self.first).days

    @property
    def left(self) -> int:
        return (self.end - self.on).days

    @property
    def elapsed(self) -> int:
        return (self.on - self.first).days + 1

    @property
    def plan(self) -> dict[str, Line]:
        return self.ledger.plan(self.month) or {}

    @property
    def before(self) -> Counter[str]:
        return self.ledger.spent(self.first, self.on)

    @property
    def today(self) -> Counter[str]:
        return self.ledger.spent(self.on, self.on + timedelta(days=1))

    def due(self, code: str) -> int:
        return max(self.plan[code].fixed - self.before[code], 0)

    def even(self, code: str) -> Fraction:
        return Fraction(max(self.plan[code].amount - self.plan[code].fixed, 0), self.days)

    def raw(self, code: str) -> Fraction:
        return Fraction(self.plan[code].amount - self.before[code] - self.due(code), self.left)

    def floor(self, code: str) -> int:
        unit, share = self.ledger.rules.unit, self.even(code) * self.ledger.rules.floor_percent / 100
        return max(unit, rounded(share, unit)) if self.plan[code].amount > self.plan[code].fixed else 0

    def total(self) -> int:
        outside = sum(amount for code, amount in self.before.items() if code not in self.plan)
        affordable = sum(map(self.raw, self.plan), Fraction(0)) - Fraction(outside, self.left)
        return max(sum(map(self.floor, self.plan)), rounded(affordable, self.ledger.rules.unit))

    def parts(self) -> dict[str, int]:
        """Return each category's floor and its share of what the total has above the floors, in proportion to need."""
        unit = self.ledger.rules.unit
        floors = {code: self.floor(code) for code in self.plan}
        needs = {code: max(self.raw(code) - floors[code], Fraction(0)) for code in self.plan}
        units = (self.total() - sum(floors.values())) // unit
        if not units:
            return floors
        exact = {code: units * need / sum(needs.values()) for code, need in needs.items()}
        whole = {code: floor(share) for code, share in exact.items()}
        ranked = sorted(needs, key=lambda code: (whole[code] - exact[code], -needs[code], ORDER.index(code)))
        for code in ranked[: units - sum(whole.values())]:
            whole[code] += 1
        return {code: floors[code] + whole[code] * unit for code in self.plan}

    def situation(self) -> str:
        if not self.plan:
            return "no_budget"
        to_date = self.before + self.today
        if sum(to_date.values()) > sum(line.amount for line in self.plan.values()):
            return "over_budget"
        paced = sum(to_date.values()) - sum(min(to_date[code], line.fixed) for code, line in self.plan.items())
        even = sum(map(self.even, self.plan), Fraction(0))
        if paced > Fraction(11, 10) * even * self.elapsed:
            return "over_pace"
        return "saving" if paced < Fraction(9, 10) * even * (self.elapsed - 1) else "on_track"

    def recommendation(self) -> dict[str, Any]:
        """Return what GET /api/expenses/daily-recommendation/ has to say, but for its words."""
        parts, today, living = self.parts(), self.today, self.living()
        return {
            "date": self.on.isoformat(),
            "month": name(self.month),
            "days_left": self.left,
            "situation": self.situation(),
            "total_recommended_amount": self.total() if self.plan else 0,
            "spent_today": sum(today.values()),
            "remaining_today": max(self.total() - sum(living.values()), 0) if self.plan else 0,
            "category_recommendations": [
                {
                    "category": code,
                    "recommended_amount": parts[code],
                    "spent_today": today[code],
                    "remaining_today": max(parts[code] - living[code], 0),
                    "why": self.why(code, parts[code]),
                }
                for code in self.plan
            ],
        }

    def why(self, code: str, part: int) -> dict[str, int]:
        pace = rounded(self.raw(code), self.ledger.rules.unit)
        return {
            "budget": self.plan[code].amount,
            "spent_before": self.before[code],
            "fixed_due": self.due(code),
            "days_left": self.left,
            "own_pace": pace,
            "floor": self.floor(code),
            "shifted": part - pace,
        }

    def living(self) -> dict[str, int]:
        """Return what was spent today but for what was due."""
        return {code: spent - self._paid(code, spent) for code, spent in self.today.items()} | {
            code: 0 for code in self.plan if code not in self.today
        }

    def _paid(self, code: str, spent: int) -> int:
        return min(spent, self.due(code)) if code in self.plan else 0

    def summary(self) -> dict[str, Any]:
        """Return what GET /api/expenses/daily-summary/ has to say, but for its words."""
        parts, today = self.parts(), self.today
        rows = [self._day_row(code, parts.get(code, 0)) for code in (*self.plan, *self._outside(today))]
        total, appropriate = sum(today.values()), sum(row["appropriate_expense"] for row in rows)
        return {
            "date": self.on.isoformat(),
            "month": name(self.month),
            "total_expense": total,
            "recommended_total": sum(parts.values()),
            "appropriate_total": appropriate,
            "risk_percentage": percent(total, appropriate),
            "situation": self.situation(),
            "category_summary": rows,
            "month_to_date": self._month_to_date(),
        }

    def _outside(self, spent: Iterable[str]) -> list[str]:
        return [code for code in ORDER if code in set(spent) and code not in self.plan]

    def _day_row(self, code: str, part: int) -> dict[str, Any]:
        spent, planned = self.today[code], code in self.plan
        even = rounded(self.even(code), self.ledger.rules.unit) if planned else 0
        appropriate = even + self._paid(code, spent)
        return {
            "category": code,
            "total_expense": spent,
            "recommended_amount": part,
            "appropriate_expense": appropriate,
            "risk_percentage": percent(spent, appropriate),
        }

    def _month_to_date(self) -> dict[str, Any]:
        to_date = self.before + self.today
        rows = [self._month_row(code, to_date[code]) for code in (*self.plan, *self._outside(to_date))]
        spent, appropriate = sum(row["spent"] for row in rows), sum(row["appropriate"] for row in rows)
        return {
            "budget": sum(row["budget"] for row in rows),
            "spent": spent,
            "appropriate": appropriate,
            "risk_percentage": percent(spent, appropriate),
            "categories": rows,
        }

    def _month_row(self, code: str, spent: int) -> dict[str, Any]:
        line = self.plan.get(code, Line(0))
        even = rounded(self.even(code) * self.elapsed, self.ledger.rules.unit) if code in self.plan else 0
        appropriate = even + min(spent, line.fixed)
        return {
            "category": code,
            "budget": line.amount,
            "spent": spent,
            "appropriate": appropriate,
            "risk_percentage": percent(spent, appropriate),
        }

    def statistics(self) -> dict[str, Any]:
        """Return what GET /api/expenses/spending-statistics/ has to say of this person alone, but for its words."""
        return {
            "date": self.on.isoformat(),
            "vs_last_month": self._against_last_month(),
            "vs_weekday": self._against_weekdays(),
            "situation": self.situation(),
        }

    def _against_last_month(self) -> dict[str, Any]:
        before = self.ledger.first_day(added(self.month, -1))
        then = self.ledger.spent(before, min(before + timedelta(days=self.elapsed), self.first))
        now = self.before + self.today
        rows = [{"category": code} | _compared(now[code], then[code]) for code in ORDER if code in now or code in then]
        return _compared(sum(now.values()), sum(then.values())) | {"categories": rows}

    def _against_weekdays(self) -> dict[str, Any]:
        today = sum(self.today.values())
        counted = [entry.on for entry in self.ledger.entries.values() if not entry.excluded]
        days = [self.on - timedelta(weeks=weeks) for weeks in range(1, 9)]
        spent = [sum(replace(self, on=day).today.values()) for day in days if counted and day >= min(counted)]
        mean = Fraction(sum(spent), len(spent)) if spent else None
        return {
            "today": today,
            "last_week": spent[0] if spent else 0,
            "ratio": percent(today, spent[0]) if spent else None,
            "average_8_weeks": None if mean is None else rounded(mean),
            "ratio_to_average": None if mean is None else percent(today, mean),
        }


def _compared(current: int, previous: int) -> dict[str, Any]:
    return {"current": current, "previous": previous, "ratio": percent(current, previous)}


def without(answer: Any, *names: str) -> Any:
    """Return an answer without some of its fields, at every depth."""
    if isinstance(answer, list):
        return [without(one, *names) for one in answer]
    if isinstance(answer, dict):
        return {name: without(one, *names) for name, one in answer.items() if name not in names}
    return answer
