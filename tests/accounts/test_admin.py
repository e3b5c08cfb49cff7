import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import aauthenticate
from django.test import Client, RequestFactory

from accounts.backends import LimitedBackend
from accounts.models import Attempts, AuthSession, User
from tests.factories import PASSWORD, make_user

from .people import ME, WRONG, log_in, logged_in, refresh

LOGIN = "/admin/login/?next=/admin/"


@pytest.fixture
def staff(db) -> Client:
    client = Client()
    make_user("root", password=PASSWORD, is_staff=True, is_superuser=True)
    assert client.post(LOGIN, {"username": "root", "password": PASSWORD}).status_code == 302
    return client


def toggle(staff: Client, user: User, **ticked: str):
    return staff.post(f"/admin/accounts/user/{user.pk}/change/", ticked)


def test_staff_find_people_by_name(staff, alice, bob):
    page = staff.get("/admin/accounts/user/?q=ali").content.decode()
    assert "alice" in page
    assert "bob" not in page


def test_no_password_hash_and_no_token_is_shown(staff, alice):
    logged_in()
    login = AuthSession.objects.get()
    for path in (f"user/{alice.pk}", f"authsession/{login.pk}"):
        page = staff.get(f"/admin/accounts/{path}/change/").content.decode()
        assert "argon2" not in page
        assert login.refresh_hash not in page


def test_somebody_deactivated_is_out_on_the_next_request_and_stays_out(staff, alice):
    client, pair = logged_in()
    assert toggle(staff, alice).status_code == 302
    assert client.get(ME).status_code == 401
    assert refresh(pair["refresh"]).status_code == 401
    assert log_in().status_code == 401
    toggle(staff, alice, is_active="on")
    assert client.get(ME).status_code == 401
    assert log_in().status_code == 200


def test_staff_can_change_nothing_else_about_a_person(staff, alice):
    toggle(staff, alice, is_active="on", is_superuser="on", username="mallory", currency="USD")
    alice.refresh_from_db()
    assert (alice.username, alice.is_superuser, alice.currency) == ("alice", False, "KRW")


@pytest.mark.parametrize("path", ["user/add/", "user/1/delete/", "authsession/add/"])
def test_staff_neither_make_nor_delete_people_or_logins(staff, path):
    assert staff.get(f"/admin/accounts/{path}").status_code in (302, 403)
    assert User.objects.count() == 1


def test_logins_are_there_to_look_at(staff, alice):
    logged_in()
    login = AuthSession.objects.get()
    page = f"/admin/accounts/authsession/{login.pk}/"
    assert staff.post(f"{page}change/", {"user_agent": "x"}).status_code == 403
    assert staff.post(f"{page}delete/", {"post": "yes"}).status_code == 403
    assert "alice" in staff.get("/admin/accounts/authsession/").content.decode()


def test_others_are_not_let_in(alice):
    client = Client()
    assert client.post(LOGIN, {"username": "alice", "password": PASSWORD}).status_code == 200
    assert client.get("/admin/accounts/user/").status_code == 302


def test_wrong_passwords_count_with_all_others(alice):
    for _ in range(5):
        log_in("alice", WRONG)
        Client().post(LOGIN, {"username": "alice", "password": WRONG})
    assert log_in().status_code == 429
    assert LimitedBackend().authenticate(RequestFactory().get("/"), "alice", PASSWORD) is None


def test_without_name_or_password_nobody_is_asked(db):
    assert LimitedBackend().authenticate(None, "alice", None) is None
    assert LimitedBackend().authenticate(None, None, "x") is None
    assert not Attempts.objects.exists()


def test_the_asynchronous_way_counts_too(alice):
    assert async_to_sync(aauthenticate)(None, username="alice", password=WRONG) is None
    assert Attempts.objects.count() == 3
