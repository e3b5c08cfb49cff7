"""Wrong logins are counted whatever headers and spellings say; a flood of right ones starves nobody."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from tests.servers import Server, raw, serving, volley

from .sizes import SIZES
from .times import percentile, told

pytestmark = pytest.mark.server

LOGIN = "/api/accounts/login/"
HEADERS = (
    "x_forwarded_for", "forwarded", "x_real_ip", "x_client_ip", "client_ip", "true_client_ip", "cf_connecting_ip",
    "x_cluster_client_ip", "x_original_forwarded_for", "fastly_client_ip",
)  # fmt: skip
AT_ONCE = 32
WIDE = ord("Ａ") - ord("A")
MEGABYTE = 2**20


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """Many names from one address, so that a name's own limit is what is tried."""
    with serving(LOGIN_LIMIT_ADDRESS="1000") as server:
        yield server


def attempt(name: str, **headers: str) -> bytes:
    return raw("POST", LOGIN, {"username": name, "password": "not this one"}, **headers)


def plain(name: str, number: int) -> bytes:
    return attempt(name)


def from_elsewhere_it_says(name: str, number: int) -> bytes:
    header, address = HEADERS[number % len(HEADERS)], f"203.0.113.{number}"
    return attempt(name, **{header: f"for={address}" if header == "forwarded" else address})


def spelled_otherwise(name: str, number: int) -> bytes:
    """In capitals and full-width letters, here and there."""
    chance = Random(number)
    letters = (chance.choice((letter, letter.upper())) for letter in name)
    return attempt("".join(chr(ord(letter) + chance.choice((0, WIDE))) for letter in letters))


@pytest.mark.parametrize("make", [plain, from_elsewhere_it_says, spelled_otherwise])
def test_of_sixty_wrong_logins_at_once_ten_are_checked(server, measured, make: Callable[[str, int], bytes]):
    checked = []
    for _ in range(SIZES.login_volleys):
        person = server.person()
        answers = volley(server.port, [make(person.name, number) for number in range(60)])
        checked.append(sum(answer.status == 401 for answer in answers))
        assert Counter(answer.status for answer in answers) == {401: checked[-1], 429: 60 - checked[-1]}
        assert all(int(answer.headers["retry-after"]) >= 1 for answer in answers if answer.status == 429)
        # Whoever is logged in stays so.
        assert person.client.get("/api/accounts/me/").status_code == 200
    measured(
        f"60 wrong logins at once, limit 10: {make.__name__.replace('_', ' ')}",
        "10 checked, 0 more",
        f"at most {max(checked)} in {len(checked)} volleys",
    )
    assert set(checked) == {10}


def memory(server: Server) -> float:
    """Return the megabytes that all processes take together, shared ones counted once."""
    found = 0
    for process in server.processes():
        # What a process has to itself is all that other systems than Linux tell.
        has = process.memory_full_info()
        found += getattr(has, "pss", has.uss)
    return found / MEGABYTE


def test_a_flood_of_logins_leaves_the_others_served(server, measured):
    crowd, reader = [server.person() for _ in range(8)], server.person()
    seconds, most = [], 0.0

    def log_in(number: int) -> set[int]:
        credentials = crowd[number % len(crowd)].credentials
        with server.client() as client:
            times = range(SIZES.flood_logins // AT_ONCE)
            return {client.post(LOGIN, json=credentials).status_code for _ in times}

    with ThreadPoolExecutor(AT_ONCE) as pool:
        logins = [pool.submit(log_in, number) for number in range(AT_ONCE)]
        while not all(login.done() for login in logins):
            for path in ("expenses/daily-recommendation/", "budget/", "accounts/me/"):
                began = time.perf_counter()
                assert reader.client.get(f"/api/{path}").status_code == 200
                seconds.append(time.perf_counter() - began)
            most = max(most, memory(server))
        assert set().union(*(login.result() for login in logins)) == {200}
    measured(
        f"login flood {AT_ONCE}-way, {SIZES.flood_logins} logins: other endpoints",
        "p95 < 500 ms",
        f"p95 {told(percentile(seconds, 95))}, median {told(percentile(seconds, 50))}",
    )
    measured("memory of all processes in it", "< 600 MB", f"{most:.0f} MB")
    assert most < 600
