"""Reading the environment: what is missing or half-written is refused here, in one clear line."""

import os
import secrets
from collections.abc import Collection
from contextlib import suppress
from email.utils import parseaddr
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

import dj_database_url
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 32
SHORTEST_TOKEN = 16
DATABASE_URL_SHAPE = "postgres://user:password@host:5432/name"
DEFAULT_SECRETS = ("django-insecure", "changeme", "change-me", "secret", "your-secret", "replace", "example")


def text(name: str, default: str = "") -> str:
    """Return the variable, or what its file holds, without surrounding space; empty counts as unset."""
    return verbatim(name).strip() or default


def verbatim(name: str) -> str:
    """Return the variable as it is, or the content of the file that NAME_FILE names, but for its last line's end."""
    file = os.environ.get(f"{name}_FILE", "").strip()
    if not file:
        return os.environ.get(name, "")
    if os.environ.get(name, "").strip():
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set: keep one.")
    try:
        value = Path(file).read_text("utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{name}_FILE {file} cannot be read: {_reason(error)}.") from error
    if not value.strip():
        raise ImproperlyConfigured(f"{name}_FILE {file} is empty.")
    return value


def _reason(error: OSError | ValueError) -> str:
    """Return why a file cannot be read."""
    return error.strerror or str(error) if isinstance(error, OSError) else "it is no text"


def flag(name: str, default: bool = False) -> bool:
    """Return a switch written as 1/0, true/false, yes/no or on/off."""
    value = text(name).lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}.")
    return default


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    """Return a whole number within its bounds."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def words(name: str) -> list[str]:
    """Return a comma-separated list."""
    return [word.strip() for word in text(name).split(",") if word.strip()]


def require_package(module: str, *, install: str, needed_by: str) -> None:
    """Refuse a variable that is of use only with a package that is not installed."""
    if find_spec(module) is None:
        raise ImproperlyConfigured(f"{needed_by} needs a package that is not installed: pip install {install}.")


def token(name: str) -> str:
    """Return a token that somebody chose to be let in by, or nothing."""
    value = text(name)
    if value and len(value) < SHORTEST_TOKEN:
        raise ImproperlyConfigured(f"{name} is too short: give {SHORTEST_TOKEN} random characters or more.")
    return value


def sentry_dsn(name: str) -> str:
    """Return where failures are reported to, or nothing."""
    value = text(name)
    try:
        parts = urlsplit(value)
        usable = parts.scheme in ("http", "https") and parts.username and parts.hostname and parts.port != 0
        usable = usable and parts.path.rpartition("/")[2].isdigit()
    except ValueError:
        usable = False
    if value and not usable:
        # Without the value, which is for few eyes.
        raise ImproperlyConfigured(f"{name} must look like https://key@sentry.example.org/1.")
    return value


def mailbox(name: str, *, needed_by: str = "") -> str:
    """Return an e-mail address, with or without a name before it; it may be unset where nothing needs it."""
    value = text(name)
    if not value and needed_by:
        raise ImproperlyConfigured(f"{name} is not set, and {needed_by} needs it: write budget@example.org.")
    if value and not all(parseaddr(value)[1].rpartition("@")):
        raise ImproperlyConfigured(f"{name} must look like budget@example.org, not {value!r}.")
    return value


def one_of(name: str, default: str, choices: Collection[str]) -> str:
    """Return one of the choices, which are in capitals."""
    value = text(name, default).upper()
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(choices)}, not {value!r}.")
    return value


def public_url(name: str) -> SplitResult:
    """Return the address people open, with nothing behind host and port."""
    try:
        parts = urlsplit(text(name))
        usable = parts.scheme in ("http", "https") and parts.hostname and not parts.path.strip("/") and parts.port != 0
    except ValueError:
        usable = False
    if text(name) and not usable:
        raise ImproperlyConfigured(f"{name} must look like https://budget.example.org, not {text(name)!r}.")
    return parts


def usual_data_folder(base: Path) -> Path:
    """Return `data/` of a checkout; for an installed package, a folder of the user's own (XDG base directories)."""
    if (base / "manage.py").exists():
        return base / "data"
    try:
        given = Path(text("XDG_DATA_HOME"))
        # The specification says to ignore one that is not absolute.
        return (given if given.is_absolute() else Path.home() / ".local" / "share") / "harumok"
    except RuntimeError as error:
        raise ImproperlyConfigured("BUDGET_DATA is not set, and this user has no home to keep data in.") from error


def data_folder(path: Path) -> Path:
    """Create the data folder, readable by its owner only, and refuse one that cannot be written."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"BUDGET_DATA {path} cannot be created: {error.strerror}.") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"BUDGET_DATA {path} cannot be written.")
    return path


def given_secret(name: str, *, debug: bool) -> str:
    """Return a secret that somebody set, refusing a missing, default or short one unless debugging."""
    value = text(name)
    if debug:
        return value or "debug-only-" + "0" * SHORTEST_SECRET
    if not value:
        raise ImproperlyConfigured(f"{name} is not set: give {SHORTEST_SECRET} random characters or more.")
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{name} is too short: give {SHORTEST_SECRET} random characters or more.")
    if value.lower().startswith(DEFAULT_SECRETS) or len(set(value)) < 8:
        raise ImproperlyConfigured(
            f"{name} is a default that everyone knows: give {SHORTEST_SECRET} random characters."
        )
    return value


def kept_secret(file: Path) -> str:
    """Return the secret kept in `file`, made once, readable by the owner only."""
    try:
        if not file.exists():
            _make_secret(file)
        value = file.read_text("ascii").strip()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"{file} cannot be used: {_reason(error)}.") from error
    if len(value) < SHORTEST_SECRET:
        raise ImproperlyConfigured(f"{file} holds no usable key: restore it from a backup.")
    return value


def _make_secret(file: Path) -> None:
    """Write beside and link into place, so that two processes starting together agree on one."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(48))
        stream.flush()
        os.fsync(descriptor)
    try:
        with suppress(FileExistsError):
            os.link(draft, file)
    finally:
        draft.unlink()


def derived_key(secret: str, label: str, *, length: int = 32) -> bytes:
    """Return so many bytes for one purpose, derived from the one secret (HKDF-SHA256, RFC 5869)."""
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=label.encode()).derive(secret.encode())


def database_url() -> str:
    """Return DATABASE_URL, or what says the same as the parts that Compose gives; nothing where neither is set."""
    host = text("POSTGRES_HOST")
    if not host:
        return text("DATABASE_URL")
    if text("DATABASE_URL"):
        raise ImproperlyConfigured("DATABASE_URL and POSTGRES_HOST are both set: keep one.")
    parts = {
        "POSTGRES_USER": text("POSTGRES_USER"),
        # As it is, because PostgreSQL's image sets it as it is.
        "POSTGRES_PASSWORD": verbatim("POSTGRES_PASSWORD"),
        "POSTGRES_DB": text("POSTGRES_NAME") or text("POSTGRES_DB"),
    }
    for name, value in parts.items():
        if not value:
            raise ImproperlyConfigured(f"{name} is not set, and POSTGRES_HOST needs it.")
    user, password, database = (quote(value, safe="") for value in parts.values())
    place = f"[{host}]" if ":" in host else quote(host, safe="")
    return f"postgres://{user}:{password}@{place}:{number('POSTGRES_PORT', 5432, least=1, most=65535)}/{database}"


def database(url: str, folder: Path, *, pool_size: int, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Return Django's database settings: the embedded SQLite file, or what the variable `name` says."""
    if not url:
        return sqlite(folder / "harumok.sqlite3")
    try:
        parsed: dict[str, Any] = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(f"{name} is not understood: write {DATABASE_URL_SHAPE}.") from error
    if "${" in url:
        raise ImproperlyConfigured(f"{name} holds a ${{…}} that nobody has filled in.")
    if parsed["NAME"] in ("", ":memory:"):
        raise ImproperlyConfigured(f"{name} names no database: write {DATABASE_URL_SHAPE}.")
    if parsed["ENGINE"] == "django.db.backends.sqlite3":
        return sqlite(Path(str(parsed["NAME"])))
    if parsed["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured(f"{name} must name a PostgreSQL or an SQLite database.")
    return postgresql(parsed, pool_size)


def is_here(database: dict[str, Any]) -> bool:
    """Tell whether a database is on this machine, where no network stands between."""
    host = database["OPTIONS"].get("host") or database.get("HOST", "")
    return not host or host.startswith("/") or is_loopback(host)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what is bound to `host`."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def sqlite(file: Path) -> dict[str, Any]:
    """SQLite that keeps every acknowledged write, erases what is deleted, and lets writers queue."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that starts with a read and then writes would fail at once instead of waiting.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
        },
        "TEST": {"NAME": str(file.with_suffix(".test.sqlite3"))},
    }


def postgresql(parsed: dict[str, Any], pool_size: int) -> dict[str, Any]:
    """PostgreSQL through a bounded pool: no connection per request, 503 rather than a hang when it is gone."""
    options = parsed.pop("OPTIONS", {})
    given = options.pop("options", "")
    return parsed | {
        "ENGINE": "budget.postgresql",
        "CONN_MAX_AGE": 0,
        "OPTIONS": options
        | {
            # Each minute, one that nobody needed is closed.
            "pool": {"min_size": 1, "max_size": pool_size, "max_idle": 60, "timeout": 5, "reconnect_timeout": 2},
            "server_side_binding": True,
            "prepare_threshold": 1,
            "connect_timeout": 5,
            # Compiling a statement (JIT) takes longer than any of ours runs: of the averages, three times as long.
            "options": f"-c lock_timeout=10s -c timezone=UTC -c jit=off {given}".strip(),
        },
    }
