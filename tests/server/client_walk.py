"""A day with the generated client, checked by mypy as strictly as the client itself: python client_walk.py URL NAME."""

import sys

from harumok_client import AuthenticatedClient, Client
from harumok_client.api.accounts import accounts_login, accounts_logout, accounts_me, accounts_register
from harumok_client.api.budget import budget_recommendation, budget_set
from harumok_client.api.expenses import (
    expenses_change,
    expenses_create,
    expenses_daily_recommendation,
    expenses_daily_summary,
    expenses_list,
    expenses_remove,
    expenses_spending_statistics,
)
from harumok_client.models import (
    BudgetEntryRequest,
    DailyRecommendation,
    DailySummary,
    ErrorAnswer,
    Expense,
    ExpenseList,
    LoginRequest,
    NewExpenseRequest,
    PatchedChangedExpenseRequest,
    Person,
    Recommendation,
    RefreshRequest,
    RegistrationRequest,
    SpendingStatistics,
    TokenPair,
    TotalToSplitRequest,
)

PASSWORD = "correct horse 배터리"


def register_and_log_in(url: str, name: str) -> tuple[AuthenticatedClient, TokenPair]:
    anyone = Client(base_url=url, raise_on_unexpected_status=True)
    person = accounts_register.sync(client=anyone, body=RegistrationRequest(username=name, password=PASSWORD))
    assert isinstance(person, Person)
    assert (person.username, person.language) == (name, None)
    again = accounts_register.sync(client=anyone, body=RegistrationRequest(username=name, password=PASSWORD))
    assert isinstance(again, ErrorAnswer)
    assert again.errors[0].code == "unique"
    pair = accounts_login.sync(client=anyone, body=LoginRequest(username=name, password=PASSWORD))
    assert isinstance(pair, TokenPair)
    return AuthenticatedClient(base_url=url, token=pair.access, raise_on_unexpected_status=True), pair


def plan(client: AuthenticatedClient) -> None:
    split = budget_recommendation.sync(client=client, body=TotalToSplitRequest(total_amount=2_000_000))
    assert isinstance(split, Recommendation)
    assert sum(part.amount for part in split.recommendations) == 2_000_000
    lines = budget_set.sync(
        client=client,
        body=[
            BudgetEntryRequest(category="food", amount=600_000),
            BudgetEntryRequest(category="housing", amount=700_000, fixed_amount=550_000),
        ],
    )
    assert isinstance(lines, list)
    assert [line.fixed_amount for line in lines] == [0, 550_000]


def spend(client: AuthenticatedClient) -> Expense:
    lunch = NewExpenseRequest(category="food", amount=9_500, memo="김치찌개")
    first, again = (expenses_create.sync(client=client, body=lunch, idempotency_key="lunch") for _ in range(2))
    assert isinstance(first, Expense)
    assert first == again
    refused = expenses_create.sync(client=client, body=NewExpenseRequest(category="beauty", amount=1))
    assert isinstance(refused, ErrorAnswer)
    assert refused.errors[0].attr == "category"
    return first


def look(client: AuthenticatedClient, spent: Expense) -> None:
    day = spent.date
    found = expenses_list.sync(client=client, start_date=day, end_date=day, category=["food"])
    assert isinstance(found, ExpenseList)
    assert (found.total_expense, found.expenses, found.next_) == (9_500, [spent], None)
    morning = expenses_daily_recommendation.sync(client=client, date=day)
    assert isinstance(morning, DailyRecommendation)
    assert sum(part.recommended_amount for part in morning.category_recommendations) == morning.total_recommended_amount
    evening = expenses_daily_summary.sync(client=client, date=day)
    assert isinstance(evening, DailySummary)
    assert (evening.total_expense, evening.recommended_total) == (9_500, morning.total_recommended_amount)
    compared = expenses_spending_statistics.sync(client=client, date=day)
    assert isinstance(compared, SpendingStatistics)
    assert (compared.vs_last_month.current, compared.vs_last_month.ratio) == (9_500, None)


def regret(client: AuthenticatedClient, spent: Expense) -> None:
    body = PatchedChangedExpenseRequest(excluded_from_total=True)
    changed = expenses_change.sync(spent.id, client=client, body=body)
    assert isinstance(changed, Expense)
    assert (changed.excluded_from_total, changed.amount) == (True, spent.amount)
    assert expenses_remove.sync_detailed(spent.id, client=client).status_code == 204


def main(url: str, name: str) -> None:
    client, pair = register_and_log_in(url, name)
    plan(client)
    spent = spend(client)
    look(client, spent)
    regret(client, spent)
    assert accounts_logout.sync_detailed(client=client, body=RefreshRequest(refresh=pair.refresh)).status_code == 205
    assert isinstance(accounts_me.sync(client=client), ErrorAnswer)


if __name__ == "__main__":
    main(*sys.argv[1:])
