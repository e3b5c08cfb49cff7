"""Spending compared: with last month, with the same weekday, with other users."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from core.periods import DateRange
from expenses.selectors import (
    CategoryTotal,
    first_expense_day,
    spent_by_category_between,
    spent_per_day,
)
from insights.day_plan import plan_day
from insights.facts import MonthFacts
from insights.statistics import CategoryStanding as CategoryStanding
from insights.statistics import (
    Comparison,
    OthersComparison,
    WeekdayComparison,
    compare,
    compare_with_others,
    same_days_of_previous,
    spending_ratio,
    standings,
    weekday_comparison,
)

from .facts import CategorySpending, Labels, MonthOnDay, month_on
from .peers import others_of
from .report import Report

WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics(Report):
    """The comparisons of a day. Ratios in percent.

    `same_days` are those of last month; `weeks` is how many weekdays were compared with; `first_expense` is the day
    of the first expense ever, None where there is none.
    """

    facts: MonthFacts
    same_days: DateRange
    last_month: Comparison
    last_month_by_category: Mapping[str, Comparison]
    weekday: WeekdayComparison
    weeks: int
    first_expense: date | None
    others: OthersComparison
    contributors: int | None

    @property
    def budget(self) -> int | None:
        """The budget of the month; None where there is no plan."""
        return sum(line.budget for line in self.facts.lines) if self.facts.lines else None

    @property
    def has_fixed(self) -> bool:
        """Whether some of the plan goes out in one piece, which weighs on the day that it does."""
        return any(line.fixed for line in self.facts.lines)

    def categories(self) -> list[CategoryStanding]:
        """Return how each category stands against its budget and the last month, the most spent first."""
        return standings(self.facts.lines, self.last_month_by_category)


def for_user(user: User, on: date | None = None) -> Statistics:
    """Return the comparisons of a day, by default of today where the user lives."""
    return seen_as_statistics(user, month_on(user, on))


def seen_as_statistics(user: User, seen: MonthOnDay) -> Statistics:
    """Return the comparisons of the day on which a month was seen."""
    before = seen.month.previous().range(user.month_start_day)
    same_days = same_days_of_previous(seen.facts.period, seen.facts.day, before)
    by_category, labels = _last_month(user, seen, same_days)
    first = first_expense_day(user.pk)
    spent = _on_weekdays(user, seen.facts.day, first)
    others, contributors = _others(user, seen)
    return Statistics(
        day=seen.facts.day,
        month=seen.month,
        period=seen.facts.period,
        currency=user.currency,
        plan=plan_day(seen.facts),
        labels=labels,
        facts=seen.facts,
        same_days=same_days,
        last_month=compare(
            sum(one.current for one in by_category.values()), sum(one.previous for one in by_category.values())
        ),
        last_month_by_category=by_category,
        weekday=weekday_comparison(sum(seen.facts.spending.today.values()), spent),
        weeks=len(spent),
        first_expense=first,
        others=others,
        contributors=contributors,
    )


def _last_month(user: User, seen: MonthOnDay, same_days: DateRange) -> tuple[dict[str, Comparison], Labels]:
    """Return every category spent on in the month to date or in the same days of the month before, by position.

    The labels are theirs, and those of the plan.
    """
    then = spent_by_category_between(user.pk, same_days)
    spent_then = {row.code: row.total for row in then}
    rows: list[CategorySpending | CategoryTotal] = [*seen.spent, *then]
    rows.sort(key=lambda row: (row.position, row.code))
    now = seen.facts.spending
    by_category = {row.code: compare(now.to_date(row.code), spent_then.get(row.code, 0)) for row in rows}
    return by_category, Labels(dict(Labels.of(rows).by_code) | dict(seen.labels.by_code))


def _on_weekdays(user: User, day: date, first: date | None) -> list[int]:
    """Return what was spent on the same weekday of the weeks before, last week first, as far back as expenses go."""
    weeks = [day - timedelta(weeks=weeks) for weeks in range(1, WEEKS + 1)]
    spent = spent_per_day(user.pk, weeks)
    return [spent[then] for then in weeks if first and then >= first]


def _others(user: User, seen: MonthOnDay) -> tuple[OthersComparison, int | None]:
    facts = seen.facts
    mine = spending_ratio(facts.spending.total_to_date, sum(line.budget for line in facts.lines))
    others = others_of(user, facts)
    return compare_with_others(mine, others.mean), others.contributors
