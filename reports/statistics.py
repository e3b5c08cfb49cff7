"""Spending compared: with last month, with the same weekday, with other users."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import User
from expenses.selectors import (
    CategorySpending,
    CategoryTotal,
    first_expense_day,
    spent_by_category_between,
    spent_per_day,
)
from insights.day_plan import plan_day
from insights.statistics import (
    Comparison,
    OthersComparison,
    WeekdayComparison,
    compare,
    compare_with_others,
    same_days_of_previous,
    spending_ratio,
    weekday_comparison,
)

from .facts import Labels, MonthOnDay, month_on
from .peers import others_of
from .report import Report

WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics(Report):
    """The comparisons of a day. Ratios in percent."""

    last_month: Comparison
    last_month_by_category: Mapping[str, Comparison]
    weekday: WeekdayComparison
    others: OthersComparison
    contributors: int | None


def for_user(user: User, on: date | None = None) -> Statistics:
    """Return the comparisons of a day, by default of today where the user lives."""
    seen = month_on(user, on)
    by_category, labels = _last_month(user, seen)
    others, contributors = _others(user, seen)
    return Statistics(
        day=seen.facts.day,
        month=seen.month,
        period=seen.facts.period,
        currency=user.currency,
        plan=plan_day(seen.facts),
        labels=labels,
        last_month=compare(
            sum(one.current for one in by_category.values()), sum(one.previous for one in by_category.values())
        ),
        last_month_by_category=by_category,
        weekday=_weekday(user, seen),
        others=others,
        contributors=contributors,
    )


def _last_month(user: User, seen: MonthOnDay) -> tuple[dict[str, Comparison], Labels]:
    """Return every category spent on in the month to date or in the same days of the month before, by position."""
    before = seen.month.previous().range(user.month_start_day)
    same_days = same_days_of_previous(seen.facts.period, seen.facts.day, before)
    then = spent_by_category_between(user.pk, same_days)
    spent_then = {row.code: row.total for row in then}
    rows: list[CategorySpending | CategoryTotal] = [*seen.spent, *then]
    rows.sort(key=lambda row: (row.position, row.code))
    labels = Labels.of(rows)
    now = seen.facts.spending
    return {code: compare(now.to_date(code), spent_then.get(code, 0)) for code in labels.by_code}, labels


def _weekday(user: User, seen: MonthOnDay) -> WeekdayComparison:
    day = seen.facts.day
    first = first_expense_day(user.pk)
    weeks = [day - timedelta(weeks=weeks) for weeks in range(1, WEEKS + 1)]
    spent = spent_per_day(user.pk, weeks)
    today = sum(seen.facts.spending.today.values())
    return weekday_comparison(today, [spent[then] for then in weeks if first and then >= first])


def _others(user: User, seen: MonthOnDay) -> tuple[OthersComparison, int | None]:
    facts = seen.facts
    mine = spending_ratio(facts.spending.total_to_date, sum(line.budget for line in facts.lines))
    others = others_of(user, facts)
    return compare_with_others(mine, others.mean), others.contributors
