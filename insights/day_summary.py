"""How the day went, and the month to date, against an even pace (docs/arithmetic.md). Amounts are in minor units.

Risk is 100 * spent / appropriate, in percent with one decimal; None where nothing is appropriate.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from core.money import percentage, round_quotient
from insights.day_plan import DayPlan, Part, plan_day
from insights.facts import MonthFacts, PlanLine
from insights.situation import Situation


class CategoryDay(NamedTuple):
    """A category's day: spent, what the morning `recommended`, what is `appropriate` at an even pace, and the risk."""

    category: str
    spent: int
    recommended: int
    appropriate: int
    risk: float | None


class CategoryMonth(NamedTuple):
    """A category's month to date: its budget (0 outside the plan), spent, appropriate by now, and the risk."""

    category: str
    budget: int
    spent: int
    appropriate: int
    risk: float | None


@dataclass(frozen=True, slots=True)
class MonthToDate:
    """The month to date. The totals are the sums of the categories; the risk is computed from them."""

    budget: int
    spent: int
    appropriate: int
    risk: float | None
    categories: tuple[CategoryMonth, ...]


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The day's summary. Categories of the plan come first, in its order, then others, as the spending names them.

    The totals are the sums of the categories; the risk is computed from them. `plan` is what the morning gave.
    """

    plan: DayPlan
    total_expense: int
    appropriate_total: int
    risk: float | None
    categories: tuple[CategoryDay, ...]
    month: MonthToDate

    @property
    def recommended_total(self) -> int:
        """What the morning recommended for the day."""
        return self.plan.total

    @property
    def situation(self) -> Situation:
        """How the month is going, the day's spending included."""
        return self.plan.situation


def summarize_day(facts: MonthFacts) -> DaySummary:
    """Return the summary of the day and of the month to date. Without a plan it reports the spending alone.

    Source: docs/arithmetic.md.
    """
    plan = plan_day(facts)
    planned = [_planned_day(line, part, facts) for line, part in zip(facts.lines, plan.parts, strict=True)]
    categories = (*planned, *_days_outside(facts))
    appropriate = sum([category.appropriate for category in categories])
    return DaySummary(
        plan=plan,
        total_expense=plan.spent_today,
        appropriate_total=appropriate,
        risk=percentage(plan.spent_today, appropriate),
        categories=categories,
        month=_month_to_date(facts),
    )


def _planned_day(line: PlanLine, part: Part, facts: MonthFacts) -> CategoryDay:
    even = round_quotient(line.daily, facts.days, facts.rules.unit)
    appropriate = even + part.fixed_paid
    risk = percentage(part.spent_today, appropriate)
    return CategoryDay(line.category, part.spent_today, part.amount, appropriate, risk)


def _days_outside(facts: MonthFacts) -> list[CategoryDay]:
    today = facts.spending.today
    return [CategoryDay(code, today[code], 0, 0, None) for code in _outside(facts, today) if today[code]]


def _month_to_date(facts: MonthFacts) -> MonthToDate:
    categories = (*[_planned_month(line, facts) for line in facts.lines], *_months_outside(facts))
    spent = sum([category.spent for category in categories])
    appropriate = sum([category.appropriate for category in categories])
    return MonthToDate(
        budget=sum([category.budget for category in categories]),
        spent=spent,
        appropriate=appropriate,
        risk=percentage(spent, appropriate),
        categories=categories,
    )


def _planned_month(line: PlanLine, facts: MonthFacts) -> CategoryMonth:
    spent = facts.spending.to_date(line.category)
    even = round_quotient(line.daily * facts.elapsed, facts.days, facts.rules.unit)
    appropriate = even + min(spent, line.fixed)
    return CategoryMonth(line.category, line.budget, spent, appropriate, percentage(spent, appropriate))


def _months_outside(facts: MonthFacts) -> list[CategoryMonth]:
    codes = _outside(facts, {**facts.spending.before, **facts.spending.today})
    amounts = ((code, facts.spending.to_date(code)) for code in codes)
    return [CategoryMonth(code, 0, spent, 0, None) for code, spent in amounts if spent]


def _outside(facts: MonthFacts, codes: Iterable[str]) -> list[str]:
    planned = facts.planned
    return [code for code in codes if code not in planned]
