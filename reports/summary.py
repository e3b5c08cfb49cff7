"""How the day went. The API, pages and messages all ask here, so they cannot disagree."""

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from insights.day_summary import DaySummary, summarize_day

from .facts import MonthOnDay, month_on
from .report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Report):
    """How the day and the month to date went."""

    summary: DaySummary


def for_user(user: User, on: date | None = None) -> Summary:
    """Return the summary of a day, by default of today where the user lives. One query.

    Categories of the plan come first, in plan order, then others with spending, by position.
    """
    return seen_as_summary(month_on(user, on))


def seen_as_summary(seen: MonthOnDay) -> Summary:
    """Return the summary of the day on which a month was seen."""
    found = summarize_day(seen.facts)
    return Summary(
        day=seen.facts.day,
        month=seen.month,
        period=seen.facts.period,
        currency=seen.currency,
        plan=found.plan,
        labels=seen.labels,
        summary=found,
    )
