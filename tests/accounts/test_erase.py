from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from accounts.models import Attempts, AuthSession, User
from budget_management.models import BudgetLine, MonthPlan
from expenses.models import Expense
from tests.factories import PASSWORD, make_expense, make_plan

from .people import ERASE, ME, REGISTER, WRONG, error, log_in, logged_in, refresh


def erase(client, password=PASSWORD):
    return client.post(ERASE, {"password": password})


def test_everything_the_person_had_is_gone(alice):
    make_plan(alice, food=300_000)
    make_expense(alice)
    client, _ = logged_in()
    answer = erase(client)
    assert (answer.status_code, answer.content) == (204, b"")
    for kind in (User, AuthSession, MonthPlan, BudgetLine, Expense):
        assert not kind.objects.exists()


def test_nothing_of_others_is_touched(alice, bob, as_bob):
    make_plan(bob, food=300_000)
    make_expense(bob)
    client, _ = logged_in()
    erase(client)
    assert as_bob.get(ME).status_code == 200
    assert (MonthPlan.objects.count(), BudgetLine.objects.count(), Expense.objects.count()) == (1, 1, 1)


def test_every_token_stops_working_on_the_next_request(alice):
    (client, pair), (other, _) = logged_in(), logged_in()
    erase(client)
    assert client.get(ME).status_code == other.get(ME).status_code == 401
    assert refresh(pair["refresh"]).status_code == 401
    assert erase(client).status_code == 401


def test_it_asks_for_the_right_password(alice):
    client, _ = logged_in()
    assert error(erase(client, WRONG)) == (400, "wrong_password", "password")
    assert error(client.post(ERASE, {})) == (400, "required", "password")
    assert client.get(ME).status_code == 200


def test_the_name_is_free_again(alice, anyone):
    client, _ = logged_in()
    erase(client)
    assert log_in().status_code == 401
    assert anyone.post(REGISTER, {"username": "alice", "password": PASSWORD}).status_code == 201


def test_what_was_counted_against_the_name_is_forgotten(alice):
    for number in range(5):
        log_in("alice", WRONG, REMOTE_ADDR=f"192.0.2.{number}")
        log_in("bob", WRONG, REMOTE_ADDR=f"192.0.2.{number}")
    client, _ = logged_in()
    before = set(Attempts.objects.values_list("key", flat=True))
    erase(client)
    gone = before - set(Attempts.objects.values_list("key", flat=True))
    assert len(gone) == 5 + 1 + 1
    assert len({key[:32] for key in gone}) == 1


def test_what_staff_noted_about_them_goes_too(alice, bob):
    kind = ContentType.objects.get_for_model(User)
    for person in (alice, bob):
        LogEntry.objects.create(
            user=bob, content_type=kind, object_id=str(person.pk), object_repr=str(person), action_flag=CHANGE
        )
    client, _ = logged_in()
    erase(client)
    assert [entry.object_repr for entry in LogEntry.objects.all()] == ["bob"]


def test_it_asks_for_a_login(anyone):
    assert anyone.post(ERASE, {"password": PASSWORD}).status_code == 401
