import os
import pwd
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from budget import environment as env


@pytest.mark.parametrize(
    ("written", "read"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("FALSE", False)]
)
def test_a_switch_has_many_spellings(monkeypatch, written, read):
    monkeypatch.setenv("SWITCH", written)
    assert env.flag("SWITCH", default=not read) is read


def test_an_empty_variable_counts_as_unset(monkeypatch):
    monkeypatch.setenv("NAME", " ")
    assert env.text("NAME", "default") == "default"
    assert env.flag("NAME", default=True) is True
    assert env.number("NAME", 7) == 7
    assert env.words("NAME") == []
    assert env.public_url("NAME").hostname is None


def test_a_file_may_hold_what_a_variable_would(tmp_path, monkeypatch):
    (tmp_path / "secret").write_text("from a file\n")
    monkeypatch.setenv("NAME_FILE", str(tmp_path / "secret"))
    assert env.text("NAME", "default") == "from a file"
    assert env.given_secret("NAME", debug=True) == "from a file"


def test_words_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("NAME", "a, b,,c ")
    assert env.words("NAME") == ["a", "b", "c"]


def test_a_public_address_may_have_a_port_and_a_slash(monkeypatch):
    monkeypatch.setenv("NAME", "http://home.lan:8000/")
    assert env.public_url("NAME").netloc == "home.lan:8000"


def test_a_checkout_keeps_its_data_in_it(tmp_path):
    (tmp_path / "manage.py").touch()
    assert env.usual_data_folder(tmp_path) == tmp_path / "data"


@pytest.mark.parametrize(
    ("given", "used"),
    [("", "/home/alice/.local/share/harumok"), ("/srv", "/srv/harumok"), ("srv", "/home/alice/.local/share/harumok")],
)
def test_an_installed_package_keeps_its_data_with_the_user(monkeypatch, tmp_path, given, used):
    monkeypatch.setenv("HOME", "/home/alice")
    monkeypatch.setenv("XDG_DATA_HOME", given)
    assert env.usual_data_folder(tmp_path) == Path(used)


def test_a_user_without_a_home_has_to_say_where_data_goes(monkeypatch, tmp_path):
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: {}[uid])
    with pytest.raises(ImproperlyConfigured, match="BUDGET_DATA is not set"):
        env.usual_data_folder(tmp_path)


def test_the_data_folder_is_its_owners_alone(tmp_path):
    folder = env.data_folder(tmp_path / "a" / "data")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_data_folder_that_cannot_be_written_is_refused(tmp_path, monkeypatch):
    # Root may write everywhere, so the answer of the system stands in.
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK)
    with pytest.raises(ImproperlyConfigured, match=r"cannot be written\.$"):
        env.data_folder(tmp_path)


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path):
    file = tmp_path / "secret_key"
    made = env.kept_secret(file)
    assert len(made) >= env.SHORTEST_SECRET
    assert env.kept_secret(file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_two_that_start_together_agree_on_the_key(tmp_path, monkeypatch):
    file = tmp_path / "secret_key"
    exists = Path.exists
    # Both find no key.
    monkeypatch.setattr(Path, "exists", lambda path: path != file and exists(path))
    assert env.kept_secret(file) == env.kept_secret(file)


def test_a_key_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "secret_key").write_bytes(b"\xff" * 64)
    with pytest.raises(ImproperlyConfigured, match="it is no text"):
        env.kept_secret(tmp_path / "secret_key")


def test_keys_for_different_purposes_differ():
    secret = "s" * 50
    assert env.derived_key(secret, "tokens") == env.derived_key(secret, "tokens")
    assert env.derived_key(secret, "tokens") != env.derived_key(secret, "mail")
    assert len(env.derived_key(secret, "tokens")) == 32


def test_while_debugging_a_secret_may_be_missing(monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert len(env.given_secret("SECRET_KEY", debug=True)) >= env.SHORTEST_SECRET


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path):
    assert env.database("", tmp_path, pool_size=4)["NAME"] == str(tmp_path / "harumok.sqlite3")


def test_an_sqlite_file_may_lie_elsewhere(tmp_path):
    assert env.database("sqlite:////srv/budget.db", tmp_path, pool_size=4)["NAME"] == "/srv/budget.db"


def test_a_postgresql_address_is_taken_apart(tmp_path):
    found = env.database(
        "postgres://me:p%40ss@db:5433/budget?sslmode=require&options=-c%20a.b%3D1", tmp_path, pool_size=4
    )
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me", "p@ss", "db", 5433, "budget",
    )  # fmt: skip
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["options"].endswith("-c a.b=1")
    assert found["OPTIONS"]["pool"]["max_size"] == 4


# What an .env may hold, and what must survive on its way through an address.
AWKWARD = r"""p@ss:w/o#r%d?&=+ "'$x\\[é비밀 """


def in_parts(monkeypatch: pytest.MonkeyPatch, folder: Path, **parts: str) -> dict[str, Any]:
    """Return the settings that POSTGRES_* lead to."""
    given = {"HOST": "db", "DB": "postgres", "USER": "postgres", "PASSWORD": "postgres"} | parts
    for part, value in given.items():
        monkeypatch.setenv(f"POSTGRES_{part}", value)
    return env.database(env.database_url(), folder, pool_size=4)


def test_a_database_may_be_given_in_parts(tmp_path, monkeypatch):
    found = in_parts(monkeypatch, tmp_path, PORT="5433", USER="me@home", PASSWORD=AWKWARD, DB="예산/1")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "me@home", AWKWARD, "db", 5433, "예산/1",
    )  # fmt: skip


def test_the_name_that_django_had_goes_before_the_one_that_the_image_had(tmp_path, monkeypatch):
    assert in_parts(monkeypatch, tmp_path, NAME="budget", DB="postgres")["NAME"] == "budget"


def test_the_port_is_the_usual_one_unless_said(tmp_path, monkeypatch):
    assert in_parts(monkeypatch, tmp_path)["PORT"] == 5432


@pytest.mark.parametrize("host", ["2001:db8::1", "/run/postgresql"])
def test_a_host_may_be_an_address_or_a_folder(tmp_path, monkeypatch, host):
    assert in_parts(monkeypatch, tmp_path, HOST=host)["HOST"] == host


def test_parts_without_a_host_are_somebody_elses(monkeypatch):
    monkeypatch.setenv("POSTGRES_PASSWORD", "of another program")
    monkeypatch.setenv("DATABASE_URL", "")
    assert env.database_url() == ""


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("", True),
        ("sqlite:////srv/harumok.sqlite3", True),
        ("postgres://me@localhost/money", True),
        ("postgres://me@127.0.0.1:5433/money", True),
        ("postgres://me@[::1]/money", True),
        ("postgres://me@%2Frun%2Fpostgresql/money", True),
        ("postgres://me@/money?host=/run/postgresql", True),
        ("postgres://me@database/money", False),
        ("postgres://me@192.0.2.7/money", False),
        ("postgres://me@/money?host=192.0.2.7", False),
    ],
)
def test_a_database_is_here_or_on_another_host(tmp_path, url, here):
    assert env.is_here(env.database(url, tmp_path, pool_size=1)) is here
