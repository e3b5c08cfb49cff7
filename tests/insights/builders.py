"""Facts with as few words as a worked case needs: categories are named a, b, c… z, za, zb… in the order of the plan."""

from collections.abc import Mapping
from datetime import date
from string import ascii_lowercase

from core.periods import BudgetMonth
from insights.facts import MonthFacts, PlanLine, Rules, Spending

CODES = (*ascii_lowercase, *(f"z{letter}" for letter in ascii_lowercase))

Line = tuple[int, int] | tuple[int, int, int]
"""Budget, spent before the day, and the fixed amount where there is one."""


def make_facts(
    day: str,
    *lines: Line,
    today: Mapping[str, int] | None = None,
    outside: Mapping[str, int] | None = None,
    start_day: int = 1,
    rules: Rules | None = None,
) -> MonthFacts:
    """Return the facts of `day`; `outside` is spending before the day in categories that the plan does not have."""
    on = date.fromisoformat(day)
    before = {code: line[1] for code, line in zip(CODES, lines, strict=False)}
    return MonthFacts(
        period=BudgetMonth.containing(on, start_day).range(start_day),
        day=on,
        lines=tuple(PlanLine(code, line[0], *line[2:]) for code, line in zip(CODES, lines, strict=False)),
        spending=Spending(before={**before, **(outside or {})}, today=today or {}),
        rules=rules or Rules(),
    )
