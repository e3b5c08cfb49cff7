from pathlib import Path

from django.db import connection

from accounts import logins, services
from accounts.models import User
from expenses.models import Expense
from tests.factories import make_expense, make_user
from tests.parallel import committed

CANARY = "kanarienvogel"


def bytes_on_disk() -> bytes:
    file = connection.settings_dict["NAME"]
    return b"".join(path.read_bytes() for path in Path(file).parent.glob(Path(file).name + "*"))


@committed
def test_a_canary_is_nowhere_in_the_file_nor_in_its_log():
    bob = make_user("bob")
    user = services.register(
        username=CANARY, password="rufous-8-가", address="127.0.0.1", email=f"{CANARY}@example.org"
    )
    logins.log_in(username=CANARY, password="rufous-8-가", address="127.0.0.1", user_agent=CANARY)
    # Enough that pages fill up, split, and are given back.
    for number in range(300):
        make_expense(user, memo=f"{CANARY} {number} " + "x" * (number % 97))
        make_expense(bob, memo="stays")
    if connection.vendor == "sqlite":
        assert CANARY.encode() in bytes_on_disk()
    services.erase(user=user, password="rufous-8-가", address="127.0.0.1")
    if connection.vendor == "sqlite":
        assert CANARY.encode() not in bytes_on_disk()
        assert b"stays" in bytes_on_disk()
    assert not User.objects.filter(username=CANARY).exists()
    assert not Expense.objects.filter(memo__contains=CANARY).exists()
