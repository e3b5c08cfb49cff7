"""What may be spent today. The API, pages and messages all ask here, so they cannot disagree."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from core.periods import BudgetMonth
from insights.day_plan import DayPlan, plan_day

from .facts import Labels, month_on
from .sentences import message


@dataclass(frozen=True, slots=True)
class Today:
    """The day's plan and what is needed to say it. Amounts in minor units of `currency`."""

    day: date
    month: BudgetMonth
    currency: str
    plan: DayPlan
    labels: Labels

    def message(self, language: str) -> str:
        """Return the sentence of the day."""
        return message(self.plan, self.day, currency=self.currency, language=language)


def for_user(user: User, on: date | None = None) -> Today:
    """Return the plan of a day, by default of today where the user lives. Two queries."""
    seen = month_on(user, on)
    return Today(seen.facts.day, seen.month, user.currency, plan_day(seen.facts), seen.labels)
