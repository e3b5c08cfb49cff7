import os
import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.management.commands import create_staff
from accounts.models import User
from tests.factories import make_user
from tests.servers import MANAGE

from .people import BETTER, log_in


def create(name: str = "root", **options: object) -> str:
    out = StringIO()
    call_command("create_staff", name, stdout=out, **options)
    return out.getvalue()


def test_it_makes_somebody_who_may_use_the_admin_pages(db, settings):
    settings.STAFF_PASSWORD = BETTER
    assert "root" in create()
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active) == (True, True, True)
    assert log_in("root", BETTER).status_code == 200


def test_it_reads_the_password_from_the_standard_input(db, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"  {BETTER}  \n"))
    create(password_stdin=True)
    assert log_in("root", f"  {BETTER}  ").status_code == 200


@pytest.mark.parametrize("name", ["STAFF_PASSWORD", "STAFF_PASSWORD_FILE"])
def test_it_takes_the_password_of_the_environment_as_it_is(tmp_path, name):
    password = f"  {BETTER} "
    file = tmp_path / "password"
    file.write_text(f"{password}\n")
    given = {"STAFF_PASSWORD": password, "STAFF_PASSWORD_FILE": str(file)}[name]
    environment = {"PATH": os.environ["PATH"], "BUDGET_DATA": str(tmp_path), name: given}
    for command in (["migrate", "--verbosity", "0"], ["create_staff", "root"]):
        subprocess.run([*MANAGE, *command], env=environment, check=True, stdin=subprocess.DEVNULL)
    check = f"from django.contrib.auth import authenticate as a; print(a(username='root', password={password!r}))"
    done = subprocess.run([*MANAGE, "shell", "-v0", "-c", check], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "root"


def test_it_asks_without_an_echo_otherwise(db, monkeypatch):
    monkeypatch.setattr(create_staff, "getpass", lambda: BETTER)
    create()
    assert log_in("root", BETTER).status_code == 200


def test_a_taken_name_is_left_as_it_is(db, settings):
    make_user("root")
    settings.STAFF_PASSWORD = BETTER
    with pytest.raises(CommandError, match="taken"):
        create("ROOT")
    assert not User.objects.get().is_staff


def test_a_weak_password_is_refused(db, settings):
    settings.STAFF_PASSWORD = "password"
    with pytest.raises(CommandError, match="Too many people"):
        create()
    assert not User.objects.exists()


def test_a_limit_on_registrations_does_not_concern_it(db, settings):
    settings.REGISTRATIONS_PER_ADDRESS_HOURLY = 1
    settings.STAFF_PASSWORD = BETTER
    for name in ("one", "two", "three"):
        create(name)
    assert User.objects.count() == 3
