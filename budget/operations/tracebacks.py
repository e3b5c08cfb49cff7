"""Exceptions, without what people entered: no local variables, and texts only where they hold no values."""

import traceback
from collections.abc import Iterator
from types import TracebackType

# What an error says may repeat what somebody typed ("invalid literal for int(): …", "Key (name)=(…) already exists"),
# an address with a token in it, or an amount. The texts of these are about code, statements and servers.
TELLS_NO_VALUES = frozenset(
    (
        "AttributeError", "BrokenPipeError", "ConnectionRefusedError", "ConnectionResetError", "FileNotFoundError",
        "ImportError", "ModuleNotFoundError", "NameError", "NotImplementedError", "PermissionError", "RecursionError",
        "TimeoutError", "UnboundLocalError", "ZeroDivisionError",
        "django.core.exceptions.ImproperlyConfigured", "django.template.exceptions.TemplateDoesNotExist",
        "django.db.utils.OperationalError", "django.db.utils.ProgrammingError",
        "psycopg.OperationalError", "psycopg.errors.UndefinedColumn", "psycopg.errors.UndefinedTable",
        "psycopg_pool.PoolTimeout", "sqlite3.OperationalError",
    )
)  # fmt: skip
CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None]


def rendered(exc_info: ExceptionInfo) -> str:
    """Return what Python would print, without values."""
    return "".join(reversed([*_parts(exc_info[1])])).rstrip()


def described(kind: str, text: str) -> str:
    """Return an exception's kind, by its full name, with the first line of its text where that holds no values."""
    line = text.strip().partition("\n")[0]
    return f"{kind}: {line}" if line and kind in TELLS_NO_VALUES else kind


def kind_of(error: BaseException) -> str:
    """Return the full name of an exception's class."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _parts(error: BaseException) -> Iterator[str]:
    """Yield the chain backwards."""
    seen: set[int] = set()
    while True:
        seen.add(id(error))
        lines = traceback.format_tb(error.__traceback__)
        yield f"Traceback (most recent call last):\n{''.join(lines)}{described(kind_of(error), str(error))}\n"
        earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if earlier is None or id(earlier) in seen:
            return
        yield CAUSE if error.__cause__ else CONTEXT
        error = earlier
