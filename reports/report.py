"""What every report says of itself."""

from dataclasses import dataclass
from datetime import date

from core.periods import BudgetMonth, DateRange
from insights.day_plan import DayPlan

from . import sentences
from .facts import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A day, the month it lies in, its plan, and what is needed to say it. Amounts in minor units of `currency`."""

    day: date
    month: BudgetMonth
    period: DateRange
    currency: str
    plan: DayPlan
    labels: Labels

    def message(self, language: str) -> str:
        """Return the sentence of the day, which speaks of the morning's number."""
        return sentences.message(self.plan, self.day, currency=self.currency, language=language)
