"""The month so far against the plan. One query more than the day's plan, on which it is based."""

from accounts.models import User
from expenses.selectors import spent_by_day_and_category
from insights.flow import Flow as Flow
from insights.flow import month_flow

from .today import Today


def of_month(user: User, today: Today) -> Flow:
    """Return the flow of the month in which the day lies, up to that day. Amounts in minor units."""
    spent = spent_by_day_and_category(user.pk, today.period.until(today.day))
    return month_flow(today.period, today.day, today.lines, spent, unit=user.rounding_unit)
