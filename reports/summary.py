"""How the day went. The API, pages and messages all ask here, so they cannot disagree."""

from dataclasses import dataclass

from insights.day_summary import DaySummary, summarize_day

from .facts import MonthOnDay
from .report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary(Report):
    """How the day and the month to date went."""

    summary: DaySummary


def seen_as_summary(seen: MonthOnDay) -> Summary:
    """Return the summary of the day on which a month was seen.

    Categories of the plan come first, in plan order, then others with spending, by position.
    """
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
