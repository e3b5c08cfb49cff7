"""What may be spent today. The API, pages and messages all ask here, so they cannot disagree."""

from datetime import date

from accounts.models import User
from insights.day_plan import plan_day

from .facts import month_on
from .report import Report


def for_user(user: User, on: date | None = None) -> Report:
    """Return the plan of a day, by default of today where the user lives. Two queries."""
    seen = month_on(user, on)
    return Report(
        day=seen.facts.day, month=seen.month, currency=user.currency, plan=plan_day(seen.facts), labels=seen.labels
    )
