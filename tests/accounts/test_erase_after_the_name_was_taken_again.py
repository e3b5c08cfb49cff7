"""A token of somebody erased has no power over whoever took the name."""

import pytest

from accounts import services
from accounts.models import User
from core.errors import TokenInvalid
from tests.factories import PASSWORD, make_user

ADDRESS = "192.0.2.1"


@pytest.fixture
def erased(db) -> User:
    user = make_user("alice", password=PASSWORD)
    old = User.objects.get(pk=user.pk)
    user.delete()
    make_user("bob")
    make_user("alice", password=PASSWORD)
    return old


def test_it_erases_nobody_else(erased):
    with pytest.raises(TokenInvalid):
        services.erase(user=erased, password=PASSWORD, address=ADDRESS)
    assert User.objects.filter(username="alice").exists()


def test_it_changes_nobody_elses_password(erased):
    with pytest.raises(TokenInvalid):
        services.change_password(user=erased, sid=None, current=PASSWORD, new="another 비밀번호", address=ADDRESS)
