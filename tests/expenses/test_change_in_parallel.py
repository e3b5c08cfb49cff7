"""Changes that meet: none is lost, and a deletion wins or is not there, without a 5xx."""

from expenses.models import Expense
from tests.factories import make_expense
from tests.parallel import at_once, committed

pytestmark = committed


def test_parallel_changes_of_different_fields_are_all_kept(alice, plan, as_user):
    lunch = make_expense(alice)
    changes = [
        {"amount": 1}, {"memo": "x"}, {"date": "2026-11-01"}, {"category": "transport"}, {"excluded_from_total": True},
    ]  # fmt: skip
    clients = [as_user(alice) for _ in changes]
    answers = at_once(
        *[
            lambda client=client, change=change: client.patch(f"/api/expenses/{lunch.id}/", change)
            for client, change in zip(clients, changes, strict=True)
        ]
    )
    assert [answer.status_code for answer in answers] == [200] * 5
    row = clients[0].get(f"/api/expenses/{lunch.id}/").json()
    for change in changes:
        assert row | change == row


def test_of_parallel_deletions_one_finds_the_row(alice, plan, as_user):
    lunch = make_expense(alice)
    clients = [as_user(alice) for _ in range(6)]
    answers = at_once(*[lambda client=client: client.delete(f"/api/expenses/{lunch.id}/") for client in clients])
    assert sorted(answer.status_code for answer in answers) == [204, *[404] * 5]


def test_a_change_that_meets_a_deletion_is_made_or_finds_nothing(alice, plan, as_user):
    paths = [f"/api/expenses/{make_expense(alice).id}/" for _ in range(5)]
    pairs = [(as_user(alice), as_user(alice), path) for path in paths]
    calls = [
        call
        for changing, deleting, path in pairs
        for call in (
            lambda client=changing, path=path: client.patch(path, {"amount": 1}),
            lambda client=deleting, path=path: client.delete(path),
        )
    ]
    statuses = [answer.status_code for answer in at_once(*calls)]
    assert set(statuses[0::2]) <= {200, 404}
    assert set(statuses[1::2]) == {204}
    assert not Expense.objects.exists()
