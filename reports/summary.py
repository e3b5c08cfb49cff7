"""How the day went. The API, pages and messages all ask here, so they cannot disagree."""

from dataclasses import dataclass, replace
from datetime import date

from accounts.models import User
from core.periods import BudgetMonth, DateRange
from insights.day_summary import DaySummary, summarize_day

from .facts import Labels, MonthOnDay, month_on
from .sentences import message


@dataclass(frozen=True, slots=True)
class Summary:
    """The day's summary and what is needed to say it. Amounts in minor units of `currency`."""

    day: date
    month: BudgetMonth
    currency: str
    summary: DaySummary
    labels: Labels
    period: DateRange

    def message(self, language: str) -> str:
        """Return the sentence of the day, which speaks of the morning's number."""
        return message(self.summary.plan, self.day, currency=self.currency, language=language)


def for_user(user: User, on: date | None = None) -> Summary:
    """Return the summary of a day, by default of today where the user lives. Two queries.

    Categories of the plan come first, in plan order, then others with spending, by position.
    """
    return seen_as_summary(month_on(user, on))


def seen_as_summary(seen: MonthOnDay) -> Summary:
    """Return the summary of the day on which a month was seen."""
    facts = seen.facts
    found = _in_order(summarize_day(facts), seen.labels)
    return Summary(facts.day, seen.month, seen.currency, found, seen.labels, facts.period)


def _in_order(summary: DaySummary, labels: Labels) -> DaySummary:
    month = replace(summary.month, categories=labels.in_order(summary.month.categories))
    return replace(summary, categories=labels.in_order(summary.categories), month=month)
