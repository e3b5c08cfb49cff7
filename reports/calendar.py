"""A budget month day by day. Two queries: the plan and the spending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from budget_management.selectors import plan_for
from core import clock
from core.periods import BudgetMonth, DateRange
from expenses.selectors import spent_by_day_and_category
from insights.calendar import CalendarDay as CalendarDay
from insights.calendar import walk_month
from insights.facts import PlanLine, Rules
from insights.situation import Situation

WITHIN = (Situation.SAVING, Situation.ON_TRACK)
BEYOND = (Situation.OVER_PACE, Situation.OVER_BUDGET)


@dataclass(frozen=True, slots=True)
class MonthCalendar:
    """A month's days up to today, and what is known of those to come. Amounts in minor units.

    `budget` is None where no plan applies to the month; `later` is what was recorded already on days to come.
    """

    month: BudgetMonth
    period: DateRange
    today: date
    days: Sequence[CalendarDay]
    later: dict[date, int]
    budget: int | None

    @property
    def spent(self) -> int:
        """What was spent up to today."""
        return sum(day.spent for day in self.days)

    @property
    def left(self) -> int:
        """What is left of the budget, in minor units, negative where more was spent."""
        return (self.budget or 0) - self.spent

    @property
    def within(self) -> int:
        """How many days before today stayed within their part, or about it."""
        return self._judged(WITHIN)

    @property
    def beyond(self) -> int:
        """How many days before today went beyond their part."""
        return self._judged(BEYOND)

    def _judged(self, verdicts: Sequence[Situation]) -> int:
        return sum(day.verdict in verdicts for day in self.days if day.day != self.today)


def of_month(user: User, month: BudgetMonth, today: date | None = None) -> MonthCalendar:
    """Return the calendar of a person's month, as seen today where they live."""
    today = today or clock.today(user)
    period = month.range(user.month_start_day)
    plan = plan_for(user.pk, month)
    spent = spent_by_day_and_category(user.pk, period)
    lines = [PlanLine(line.code, line.amount, line.fixed_amount) for line in plan.lines] if plan else []
    rules = Rules(user.rounding_unit, user.floor_percent)
    has_begun = period.first <= today
    days = list(walk_month(period, min(today, period.last), lines, spent, rules)) if has_begun else []
    return MonthCalendar(
        month=month,
        period=period,
        today=today,
        days=days,
        later={day: sum(of_day.values()) for day, of_day in spent.items() if day > today},
        budget=sum(line.budget for line in lines) if lines else None,
    )
