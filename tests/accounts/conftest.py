"""Here people log in for real, so they have passwords."""

import pytest

from accounts.models import User
from tests.factories import PASSWORD, make_user


@pytest.fixture
def alice(db: None) -> User:
    return make_user("alice", password=PASSWORD)
