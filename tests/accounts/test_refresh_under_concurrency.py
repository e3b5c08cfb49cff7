from accounts import logins
from accounts.models import AuthSession
from core.errors import TokenInvalid
from tests.factories import PASSWORD, make_user
from tests.parallel import committed

from .people import outcomes, together


@committed
def test_of_16_refreshes_of_one_token_exactly_one_succeeds_and_the_login_lives_on():
    make_user("alice", password=PASSWORD)
    pair = logins.log_in(username="alice", password=PASSWORD, address="127.0.0.1")
    won = []

    def refresh(_: int) -> str:
        try:
            won.append(logins.refresh(token=pair.refresh, address="127.0.0.1"))
        except TokenInvalid:
            return "refused"
        return "won"

    assert outcomes(together(16, refresh)) == {"won": 1, "refused": 15}
    assert AuthSession.objects.get().revoked_at is None
    assert logins.refresh(token=won[0].refresh, address="127.0.0.1")
