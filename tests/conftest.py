"""alice owns, bob is another user, charlie must see nothing. It is 09:00 in Seoul on Monday, 2026-11-23."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from hypothesis import HealthCheck, Phase, is_hypothesis_test, settings

from accounts import tokens
from accounts.models import AuthSession, User
from core import clock

from .contract import ContractClient
from .factories import make_expense, make_user
from .servers import Person, Server, serving

NOW = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)

# For `make mutants`: a few examples, the same each time, no looking for smaller ones, and no failing for being slow.
settings.register_profile(
    "mutants",
    max_examples=20,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put last what takes longest, for mutants, nearly all of which a quick test notices."""
    if settings.get_current_profile_name() == "mutants":
        items.sort(key=lambda item: ("db" in item.fixturenames, is_hypothesis_test(item.obj)))


@pytest.fixture(autouse=True)
def fixed_now(request: pytest.FixtureRequest) -> Iterator[time_machine.Traveller | None]:
    """Stop the clock, but for tests whose server runs by the real one."""
    if request.node.get_closest_marker("server"):
        yield None
        return
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice")


@pytest.fixture
def bob(db: None) -> User:
    return make_user("bob")


@pytest.fixture
def charlie(db: None) -> User:
    return make_user("charlie")


def client_for(user: User) -> ContractClient:
    """Return a client that is logged in by a real token of a real login."""
    login = AuthSession.objects.create(user=user, expires_at=clock.now() + timedelta(days=180))
    client = ContractClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {tokens.issue_access(login.id, user)}")
    return client


@pytest.fixture
def as_user() -> Callable[[User], ContractClient]:
    return client_for


@pytest.fixture
def as_alice(alice: User) -> ContractClient:
    return client_for(alice)


@pytest.fixture
def as_bob(bob: User) -> ContractClient:
    return client_for(bob)


@pytest.fixture
def as_charlie(charlie: User) -> ContractClient:
    return client_for(charlie)


@pytest.fixture
def anyone(db: None) -> ContractClient:
    """A client that nobody has logged in."""
    return ContractClient()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One for all tests that leave it as it was."""
    with serving() as server:
        yield server


@pytest.fixture
def person(server: Server) -> Person:
    return server.person()


@pytest.fixture
def autumn(alice: User, bob: User) -> None:
    """Spending before, in and after November 2026: counted and excluded, alice's and bob's."""
    make_expense(alice, 1_000, on="2026-10-31")
    make_expense(alice, 200, on="2026-11-01", code="transport")
    make_expense(alice, 300, on="2026-11-22")
    make_expense(alice, 40, on="2026-11-23")
    make_expense(alice, 2, on="2026-11-23")
    make_expense(alice, 7, on="2026-11-23", code="beauty")
    make_expense(alice, 90_000, on="2026-11-23", code="housing", excluded=True)
    make_expense(alice, 90_000, on="2026-11-10", excluded=True)
    make_expense(alice, 5, on="2026-11-24", code="education")
    make_expense(alice, 6, on="2026-12-01")
    make_expense(bob, 90_000, on="2026-11-23")
