"""What people do in these tests."""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from tests.contract import ContractClient
from tests.factories import PASSWORD
from tests.parallel import at_once

REGISTER, LOGIN, LOGOUT = "/api/accounts/register/", "/api/accounts/login/", "/api/accounts/logout/"
REFRESH, ME, CHANGE = "/api/token/refresh/", "/api/accounts/me/", "/api/accounts/password/"
ERASE, SESSIONS = "/api/accounts/erase/", "/api/accounts/sessions/"
WRONG = "wrong horse 배터리"
BETTER = "better horse 배터리"


def log_in(username: str = "alice", password: str = PASSWORD, **environ: Any) -> Any:
    return ContractClient().post(LOGIN, {"username": username, "password": password}, **environ)


def refresh(token: str) -> Any:
    return ContractClient().post(REFRESH, {"refresh": token})


def bearer(access: str) -> ContractClient:
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {access}")
    return client


def logged_in(
    username: str = "alice", password: str = PASSWORD, **environ: Any
) -> tuple[ContractClient, dict[str, str]]:
    """Return a client of a fresh login, and its tokens."""
    pair = log_in(username, password, **environ).json()
    return bearer(pair["access"]), pair


def error(answer: Any) -> tuple[int, str, str | None]:
    """Return status, code and field of the one thing that is wrong."""
    [found] = answer.json()["errors"]
    return answer.status_code, found["code"], found["attr"]


def together(times: int, act: Callable[[int], Any]) -> list[Any]:
    """Act so many times at once, by number."""
    return at_once(*(partial(act, number) for number in range(times)))


def outcomes(found: Iterable[Any]) -> dict[Any, int]:
    """Return how often each came out."""
    return dict(Counter(found))
