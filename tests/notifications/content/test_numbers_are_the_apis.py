"""Whatever is said of an amount is what the API answers."""

from datetime import date

import pytest

from budget_management.models import BudgetLine
from notifications.content import compose
from notifications.models import Kind
from tests.conftest import client_for
from tests.reports.asking import recommendation, summary
from tests.reports.crowd import AROUND, make_crowd

from .saying import due, lines, won

CROWDS = [pytest.param(seed, id=f"crowd {seed}") for seed in range(4)]


def crowd_in_won(seed):
    people = make_crowd(seed, 10)
    for person in people:
        person.language, person.currency = "ko", "KRW"
        person.save()
    return people


def said_to_all(people, kind, day=AROUND):
    found = compose([due(person, kind, day, pk=person.pk) for person in people])
    return [(person, found[person.pk]) for person in people if person.pk in found]


def even_days(person, month):
    """Return what an even day of each category has, times the days of the month."""
    plan = person.plans.filter(month__lte=int(month.replace("-", ""))).order_by("-month").first()
    rows = BudgetLine.objects.filter(plan=plan).values_list("category__code", "amount", "fixed_amount")
    return {code: amount - fixed for code, amount, fixed in rows}


@pytest.mark.django_db
@pytest.mark.parametrize("seed", CROWDS)
def test_a_mornings_are_the_recommendations(seed):
    told = said_to_all(crowd_in_won(seed), Kind.MORNING)
    assert told
    for person, message in told:
        answer = recommendation(client_for(person), AROUND.isoformat())
        even = even_days(person, answer["month"])
        parts = [part for part in answer["category_recommendations"] if part["recommended_amount"]]
        parts.sort(key=lambda part: part["recommended_amount"] / even[part["category"]])
        expected = [
            f"{part['label']} {won(part['recommended_amount'])}" + " (최소 몫)" * part["floor_applied"]
            for part in parts[:5]
        ]
        if rest := parts[5:]:
            expected.append(f"그 밖의 {len(rest)}개 {won(sum(part['recommended_amount'] for part in rest))}")
        assert message.title == f"오늘 쓸 수 있는 돈 {won(answer['total_recommended_amount'])}"
        assert lines(message) == [answer["message"], *expected, f"오늘을 넣어 {answer['days_left']}일 남았어요."]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", CROWDS)
def test_an_evenings_are_the_summarys(seed):
    told = said_to_all(crowd_in_won(seed), Kind.EVENING)
    assert told
    for person, message in told:
        answer = summary(client_for(person), AROUND.isoformat())
        spent = [one for one in answer["category_summary"] if one["total_expense"]]
        spent.sort(key=lambda one: (one["risk_percentage"] is None, -(one["risk_percentage"] or 0)))
        day = f"오늘 쓴 돈 {won(answer['total_expense'])} · 오늘 몫 {won(answer['recommended_total'])}"
        month = answer["month_to_date"]
        to_date = f"쓴 돈 {won(month['spent'])} · 예산 {won(month['budget'])}"
        sentence, *rest = lines(message)
        assert sentence == answer["message"]
        assert rest[:2] == [day, against(answer["appropriate_total"], answer["risk_percentage"])]
        assert rest[2 : 2 + len(spent[:5])] == [in_category(one) for one in spent[:5]]
        assert rest[-2].endswith(to_date)
        assert rest[-1] == against(month["appropriate"], month["risk_percentage"])


def against(appropriate, risk):
    if risk is None:
        return "적정 금액과는 아직 견줄 수 없어요."
    return f"적정 금액 {won(appropriate)} · 위험도 {risk:,}%"


def in_category(one):
    if one["risk_percentage"] is None:
        return f"{one['label']} {won(one['total_expense'])} · 아직 견줄 수 없어요"
    appropriate, risk = won(one["appropriate_expense"]), one["risk_percentage"]
    return f"{one['label']} {won(one['total_expense'])} · 적정 금액 {appropriate} · 위험도 {risk:,}%"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", CROWDS)
def test_the_parts_named_add_up_to_the_total(seed):
    for _, message in said_to_all(crowd_in_won(seed), Kind.MORNING, date(2026, 11, 30)):
        amounts = [int(line.split("원")[0].split()[-1].replace(",", "")) for line in lines(message)[1:-1]]
        assert message.title == f"오늘 쓸 수 있는 돈 {won(sum(amounts))}"
