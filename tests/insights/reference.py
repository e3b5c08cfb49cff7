"""The formulas of docs/arithmetic.md once more, in fractions and as slowly as they read, to compare the code with."""

from fractions import Fraction
from math import floor

from insights.facts import MonthFacts, PlanLine


def round_to(value: Fraction, unit: int) -> int:
    return floor(value / unit + Fraction(1, 2)) * unit


def due(line: PlanLine, facts: MonthFacts) -> int:
    return max(line.fixed - facts.spending.before.get(line.category, 0), 0)


def raw(line: PlanLine, facts: MonthFacts) -> Fraction:
    left = line.budget - facts.spending.before.get(line.category, 0) - due(line, facts)
    return Fraction(left, (facts.period.end - facts.day).days)


def even(line: PlanLine, facts: MonthFacts) -> Fraction:
    return Fraction(max(line.budget - line.fixed, 0), (facts.period.end - facts.period.first).days)


def floor_of(line: PlanLine, facts: MonthFacts) -> int:
    if line.budget <= line.fixed:
        return 0
    share = even(line, facts) * facts.rules.floor_percent / 100
    return max(facts.rules.unit, round_to(share, facts.rules.unit))


def need(line: PlanLine, facts: MonthFacts) -> Fraction:
    return max(raw(line, facts) - floor_of(line, facts), Fraction(0))


def total(facts: MonthFacts) -> int:
    planned = {line.category for line in facts.lines}
    outside = sum(amount for code, amount in facts.spending.before.items() if code not in planned)
    days_left = (facts.period.end - facts.day).days
    affordable = sum((raw(line, facts) for line in facts.lines), Fraction(0)) - Fraction(outside, days_left)
    return max(sum(floor_of(line, facts) for line in facts.lines), round_to(affordable, facts.rules.unit))


def situation(facts: MonthFacts) -> str:
    if not facts.lines:
        return "no_budget"
    codes = {*facts.spending.before, *facts.spending.today}
    spent = {code: facts.spending.before.get(code, 0) + facts.spending.today.get(code, 0) for code in codes}
    if sum(spent.values()) > sum(line.budget for line in facts.lines):
        return "over_budget"
    paced = sum(spent.values()) - sum(min(spent.get(line.category, 0), line.fixed) for line in facts.lines)
    even_day = sum((even(line, facts) for line in facts.lines), Fraction(0))
    elapsed = (facts.day - facts.period.first).days + 1
    if paced > Fraction(11, 10) * even_day * elapsed:
        return "over_pace"
    return "saving" if paced < Fraction(9, 10) * even_day * (elapsed - 1) else "on_track"
