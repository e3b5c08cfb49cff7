import pytest

from accounts import services
from accounts.models import AuthSession, User
from core.errors import WrongCredentials
from tests.factories import PASSWORD

from .people import BETTER, CHANGE, ME, WRONG, error, log_in, logged_in, refresh


def change(client, current=PASSWORD, new=BETTER):
    return client.post(CHANGE, {"current_password": current, "new_password": new})


def test_the_new_password_opens_and_the_old_one_does_not(alice):
    client, _ = logged_in()
    answer = change(client)
    assert (answer.status_code, answer.content) == (204, b"")
    assert log_in("alice", PASSWORD).status_code == 401
    assert log_in("alice", BETTER).status_code == 200


def test_all_other_logins_end_on_the_next_request_and_this_one_goes_on(alice):
    (client, pair), (other, theirs) = logged_in(), logged_in()
    change(client)
    assert other.get(ME).status_code == 401
    assert refresh(theirs["refresh"]).status_code == 401
    assert client.get(ME).status_code == 200
    assert refresh(pair["refresh"]).status_code == 200


def test_nobody_else_s_logins_end(alice, as_bob):
    client, _ = logged_in()
    change(client)
    assert as_bob.get(ME).status_code == 200


def test_a_wrong_current_password_is_refused(alice):
    client, _ = logged_in()
    assert error(change(client, current=WRONG)) == (400, "wrong_password", "current_password")
    assert log_in().status_code == 200


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("short77", "password_too_short"),
        ("password123", "password_too_common"),
        ("alice1234", "password_too_similar"),
        ("x" * 129, "max_length"),
        ("", "blank"),
    ],
)
def test_a_weak_new_password_is_refused(alice, new, code):
    client, _ = logged_in()
    assert error(change(client, new=new)) == (400, code, "new_password")
    assert log_in().status_code == 200


def test_both_are_asked_for(alice):
    client, _ = logged_in()
    assert {found["code"] for found in client.post(CHANGE, {}).json()["errors"]} == {"required"}


def test_a_login_begun_with_the_old_password_at_the_same_moment_does_not_survive(alice):
    checked = User.objects.get(pk=alice.pk)
    services.change_password(user=alice, sid=None, current=PASSWORD, new=BETTER, address="127.0.0.1")
    with pytest.raises(WrongCredentials):
        services.passwords.hold(checked)


def test_spaces_at_the_ends_of_a_password_count(alice):
    client, _ = logged_in()
    change(client, new="  with spaces  ")
    assert log_in("alice", "with spaces").status_code == 401
    assert log_in("alice", "  with spaces  ").status_code == 200


def test_ended_logins_stay_ended(alice):
    (client, _), _ = logged_in(), logged_in()
    change(client)
    ended = AuthSession.objects.get(revoked_at__isnull=False).revoked_at
    change(client, current=BETTER, new=PASSWORD)
    assert AuthSession.objects.get(revoked_at__isnull=False).revoked_at == ended
