"""What may be spent today. The API, pages and messages all ask here, so they cannot disagree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accounts.models import User
from insights.day_plan import Part, plan_day
from insights.facts import MonthFacts, PlanLine
from insights.ledger import Ledger, ledger_of

from .facts import MonthOnDay, month_on
from .report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Today(Report):
    """What the day allows, and the facts of which that is made."""

    facts: MonthFacts

    @property
    def lines(self) -> Sequence[PlanLine]:
        """The plan's lines, one for each part."""
        return self.facts.lines

    def ledger(self) -> Ledger:
        """Return the sum that ends in the day's total, line by line."""
        return ledger_of(self.facts)

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
    """Return the plan of a day, by default of today where the user lives. One query."""
    return seen_as_today(month_on(user, on))


def seen_as_today(seen: MonthOnDay) -> Today:
    """Return the plan of the day on which a month was seen."""
    facts = seen.facts
    return Today(
        day=facts.day,
        month=seen.month,
        period=facts.period,
        currency=seen.currency,
        plan=plan_day(facts),
        labels=seen.labels,
        facts=facts,
    )
