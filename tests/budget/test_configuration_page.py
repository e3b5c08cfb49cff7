"""docs/configuration.md names every variable that is read, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from budget import environment
from tests.docker import compose

PAGE = (compose.ROOT / "docs" / "configuration.md").read_text()
NAME = re.compile(r"[A-Z][A-Z0-9_]+")
# Read by OpenSSL, by Sentry's SDK, and by tests/database.py.
OF_OTHERS = {"SSL_CERT_FILE", "SENTRY_ENVIRONMENT", "TEST_DATABASE_URL"}
# Which settings module, for Django itself.
NO_SETTING = {"DJANGO_SETTINGS_MODULE"}


def sources() -> Iterator[Path]:
    for room in compose.ROOT.iterdir():
        if (room / "__init__.py").exists() and room.name not in ("tests", "benchmarks"):
            yield from room.rglob("*.py")


def reads(file: Path) -> Iterator[str]:
    """Give each variable that a file reads: env.text("NAME"), os.environ.get("NAME") or os.environ["NAME"]."""
    inside = file.samefile(environment.__file__)
    for node in ast.walk(ast.parse(file.read_text())):
        match node:
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                # In the module itself, they are called without its name.
                known = inside and isinstance(function, ast.Name) and hasattr(environment, function.id)
                if known or ast.unparse(function).startswith(("env.", "os.environ.", "os.getenv")):
                    yield name
            case ast.Subscript(value=value, slice=ast.Constant(value=str(name)), ctx=ast.Load()):
                if ast.unparse(value) == "os.environ":
                    yield name


def rows() -> list[list[str]]:
    return [line.split("|")[1:] for line in PAGE.splitlines() if line.startswith("| `")]


def read_somewhere() -> set[str]:
    found = {name for file in sources() for name in reads(file) if NAME.fullmatch(name)} | compose.variables()
    return found - NO_SETTING


def test_every_variable_that_is_read_has_a_row_or_is_some_rows_default():
    documented = {name for row in rows() for cell in row[:2] for name in NAME.findall(cell)}
    assert read_somewhere() - documented == set()


def test_every_row_is_about_a_variable_that_is_read():
    documented = [name for row in rows() for name in re.findall(r"`(\w+)`", row[0])]
    assert set(documented) - read_somewhere() == OF_OTHERS
    assert len(documented) == len(set(documented))


def test_the_variables_are_found_where_they_are_read():
    assert {"SECRET_KEY", "POSTGRES_HOST", "POSTGRES_DB", "STAFF_PASSWORD", "PUBLISH", "MAIL_FROM"} <= read_somewhere()
