from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.management.commands import create_staff
from accounts.models import User
from tests.factories import make_user

from .people import BETTER, log_in


def create(name: str = "root", **options: object) -> str:
    out = StringIO()
    call_command("create_staff", name, stdout=out, **options)
    return out.getvalue()


def test_it_makes_somebody_who_may_use_the_admin_pages(db, monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", BETTER)
    assert "root" in create()
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (True, True, True)
    assert log_in("root", BETTER).status_code == 200


def test_it_reads_the_password_from_the_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"  {BETTER}  \n"))
    create(password_stdin=True)
    assert log_in("root", f"  {BETTER}  ").status_code == 200


def test_it_asks_without_an_echo_otherwise(db, monkeypatch):
    monkeypatch.delenv("STAFF_PASSWORD", raising=False)
    monkeypatch.setattr(create_staff, "getpass", lambda: BETTER)
    create()
    assert log_in("root", BETTER).status_code == 200


def test_a_taken_name_is_left_as_it_is(db, monkeypatch):
    make_user("root")
    monkeypatch.setenv("STAFF_PASSWORD", BETTER)
    with pytest.raises(CommandError, match="taken"):
        create("ROOT")
    assert not User.objects.get().is_staff


def test_a_weak_password_is_refused(db, monkeypatch):
    monkeypatch.setenv("STAFF_PASSWORD", "password")
    with pytest.raises(CommandError, match="Too many people"):
        create()
    assert not User.objects.exists()


def test_a_limit_on_registrations_does_not_concern_it(db, monkeypatch, settings):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 1
    monkeypatch.setenv("STAFF_PASSWORD", BETTER)
    for name in ("one", "two", "three"):
        create(name)
    assert User.objects.count() == 3
