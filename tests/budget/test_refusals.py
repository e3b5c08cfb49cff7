"""A configuration that cannot work ends the process at once, with one line that says what to do."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.servers import MANAGE

SECRET = "for tests only: 0123456789abcdefghijklmnopqrstuvwxyz"
URL = "postgres://user:password@localhost:5432/name"


def refusal(tmp_path: Path, **environment: str) -> str:
    """Return the line that a command ends with."""
    kept = {"PATH": os.environ["PATH"], "BUDGET_DATA": str(tmp_path / "data")}
    process = subprocess.run([*MANAGE, "serve"], env=kept | environment, capture_output=True, text=True, timeout=60)
    assert process.returncode == 1
    assert process.stdout == ""
    (line,) = process.stderr.splitlines()
    assert line.startswith("harumok: ")
    return line.removeprefix("harumok: ")


def test_a_database_without_a_secret(tmp_path):
    assert refusal(tmp_path, DATABASE_URL=URL) == "SECRET_KEY is not set: give 32 random characters or more."


def test_a_short_secret(tmp_path):
    assert refusal(tmp_path, DATABASE_URL=URL, SECRET_KEY="short") == (
        "SECRET_KEY is too short: give 32 random characters or more."
    )


@pytest.mark.parametrize("secret", ["django-insecure-0123456789abcdefghijklmnop", "changeme" * 8, "a" * 50])
def test_a_secret_that_everyone_knows(tmp_path, secret):
    assert refusal(tmp_path, DATABASE_URL=URL, SECRET_KEY=secret).startswith("SECRET_KEY is a default")


def test_a_short_secret_with_the_embedded_database(tmp_path):
    assert refusal(tmp_path, SECRET_KEY="short").startswith("SECRET_KEY is too short")


def test_a_short_token_key(tmp_path):
    assert refusal(tmp_path, JWT_SIGNING_KEY="short").startswith("JWT_SIGNING_KEY is too short")


@pytest.mark.parametrize(
    "url",
    [
        "postgres",
        "localhost/name",
        "user:password@localhost:5432/name",
        "://localhost/name",
        "postgres://localhost:port/name",
        "postgres://localhost:99999/name",
        "postgres://[::1/name",
        "'postgres://localhost/name'",
        "nosql://localhost/name",
    ],
)
def test_a_database_url_that_is_none(tmp_path, url):
    assert refusal(tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET) == (
        "DATABASE_URL is not understood: write postgres://user:password@host:5432/name."
    )


@pytest.mark.parametrize(
    "url", ["postgres://", "postgres://user:password@localhost", "postgres://host:5432/", "sqlite://"]
)
def test_a_database_url_without_a_name(tmp_path, url):
    assert refusal(tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET).startswith("DATABASE_URL names no database")


def test_a_database_url_with_a_placeholder(tmp_path):
    url = "postgres://user:${PASSWORD}@localhost/name"
    assert refusal(tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET).startswith("DATABASE_URL holds a ${…}")


def test_a_database_of_another_kind(tmp_path):
    url = "mysql://user:password@localhost/name"
    assert refusal(tmp_path, DATABASE_URL=url, SECRET_KEY=SECRET) == (
        "DATABASE_URL must name a PostgreSQL or an SQLite database."
    )


PARTS = {"POSTGRES_HOST": "db", "POSTGRES_DB": "name", "POSTGRES_USER": "user", "POSTGRES_PASSWORD": "password"}


@pytest.mark.parametrize("missing", ["POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"])
def test_a_database_in_parts_with_one_missing(tmp_path, missing):
    line = refusal(tmp_path, **PARTS | {missing: ""}, SECRET_KEY=SECRET)
    assert line == f"{missing} is not set, and POSTGRES_HOST needs it."


def test_a_database_in_parts_without_a_secret(tmp_path):
    assert refusal(tmp_path, **PARTS).startswith("SECRET_KEY is not set")


def test_a_database_in_parts_and_as_an_address(tmp_path):
    line = refusal(tmp_path, **PARTS, DATABASE_URL=URL, SECRET_KEY=SECRET)
    assert line == "DATABASE_URL and POSTGRES_HOST are both set: keep one."


def test_a_port_of_the_database_that_is_none(tmp_path):
    assert refusal(tmp_path, **PARTS, POSTGRES_PORT="db").startswith("POSTGRES_PORT must be a whole number")


@pytest.mark.parametrize("name", ["SECRET_KEY", "JWT_SIGNING_KEY", "DATABASE_URL", "SMTP_PASSWORD"])
def test_a_file_for_a_secret_that_is_not_there(tmp_path, name):
    line = refusal(tmp_path, **{f"{name}_FILE": "/nowhere"})
    assert line == f"{name}_FILE /nowhere cannot be read: No such file or directory."


def test_a_file_for_a_secret_that_is_empty(tmp_path):
    (tmp_path / "secret").write_text("\n")
    assert refusal(tmp_path, SECRET_KEY_FILE=str(tmp_path / "secret")) == f"SECRET_KEY_FILE {tmp_path}/secret is empty."


def test_a_file_for_a_secret_that_is_no_text(tmp_path):
    (tmp_path / "secret").write_bytes(b"\xff" * 64)
    line = refusal(tmp_path, SECRET_KEY_FILE=str(tmp_path / "secret"))
    assert line == f"SECRET_KEY_FILE {tmp_path}/secret cannot be read: it is no text."


def test_a_secret_given_twice(tmp_path):
    (tmp_path / "secret").write_text(SECRET)
    line = refusal(tmp_path, SECRET_KEY=SECRET, SECRET_KEY_FILE=str(tmp_path / "secret"))
    assert line == "SECRET_KEY and SECRET_KEY_FILE are both set: keep one."


def test_a_data_folder_below_a_file(tmp_path):
    (tmp_path / "file").touch()
    line = refusal(tmp_path, BUDGET_DATA=str(tmp_path / "file" / "data"))
    assert line == f"BUDGET_DATA {tmp_path}/file/data cannot be created: Not a directory."


def test_a_data_folder_that_is_a_file(tmp_path):
    (tmp_path / "file").touch()
    assert "cannot be created: File exists" in refusal(tmp_path, BUDGET_DATA=str(tmp_path / "file"))


def test_an_empty_key_file(tmp_path):
    (tmp_path / "secret_key").touch()
    line = refusal(tmp_path, BUDGET_DATA=str(tmp_path))
    assert line == f"{tmp_path}/secret_key holds no usable key: restore it from a backup."


def test_a_key_file_that_is_a_folder(tmp_path):
    (tmp_path / "secret_key").mkdir()
    assert refusal(tmp_path, BUDGET_DATA=str(tmp_path)) == f"{tmp_path}/secret_key cannot be used: Is a directory."


@pytest.mark.parametrize("port", ["0", "65536", "http", "80.0", "-1", "８０００"])
def test_a_port_that_is_none(tmp_path, port):
    assert refusal(tmp_path, PORT=port) == f"PORT must be a whole number from 1 to 65535, not {port!r}."


@pytest.mark.parametrize(
    "url", ["budget.example.org", "ftp://budget.example.org", "https://example.org/path", "http://[::1"]
)
def test_a_public_address_that_is_none(tmp_path, url):
    assert refusal(tmp_path, PUBLIC_URL=url) == f"PUBLIC_URL must look like https://budget.example.org, not {url!r}."


def test_a_switch_that_is_neither_on_nor_off(tmp_path):
    assert refusal(tmp_path, DEBUG="maybe") == "DEBUG must be 1 or 0, not 'maybe'."


def test_a_log_format_that_is_none(tmp_path):
    assert refusal(tmp_path, LOG_FORMAT="xml") == "LOG_FORMAT must be one of CONSOLE, JSON, not 'XML'."


def test_a_short_token_for_metrics(tmp_path):
    assert refusal(tmp_path, METRICS_TOKEN="short") == (
        "METRICS_TOKEN is too short: give 16 random characters or more."
    )


@pytest.mark.parametrize(
    "dsn", ["sentry", "https://sentry.example.org/1", "https://key@sentry.example.org/", "ftp://k@h/1", "https://k@[/1"]
)
def test_a_sentry_dsn_that_is_none(tmp_path, dsn):
    assert refusal(tmp_path, SENTRY_DSN=dsn) == "SENTRY_DSN must look like https://key@sentry.example.org/1."


def test_a_log_level_that_is_none(tmp_path):
    assert refusal(tmp_path, LOG_LEVEL="loud").startswith("LOG_LEVEL must be one of DEBUG, INFO")
