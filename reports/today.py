"""What may be spent today. The API, pages and messages all ask here, so they cannot disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from core.periods import BudgetMonth, DateRange
from insights.day_plan import DayPlan, Part, plan_day
from insights.facts import PlanLine

from .facts import Labels, MonthOnDay, month_on
from .sentences import message


@dataclass(frozen=True, slots=True)
class Today:
    """The day's plan and what is needed to say it. Amounts in minor units of `currency`."""

    day: date
    month: BudgetMonth
    currency: str
    plan: DayPlan
    labels: Labels
    period: DateRange
    lines: Sequence[PlanLine]

    def message(self, language: str) -> str:
        """Return the sentence of the day."""
        return message(self.plan, self.day, currency=self.currency, language=language)

    def tightest(self) -> list[Part]:
        """Return the parts by what share they are of an even day, the smallest first, without those of nothing."""
        shares = [
            # Of the same month all of them, whose days therefore do not matter.
            (part.amount / line.daily, place, part)
            for place, (part, line) in enumerate(zip(self.plan.parts, self.lines, strict=True))
            if part.amount
        ]
        return [part for _, _, part in sorted(shares)]


def for_user(user: User, on: date | None = None) -> Today:
    """Return the plan of a day, by default of today where the user lives. Two queries."""
    return seen_as_today(month_on(user, on))


def seen_as_today(seen: MonthOnDay) -> Today:
    """Return the plan of the day on which a month was seen."""
    facts = seen.facts
    return Today(facts.day, seen.month, seen.currency, plan_day(facts), seen.labels, facts.period, facts.lines)
