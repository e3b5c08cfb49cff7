from accounts.models import User
from tests.contract import ContractClient
from tests.factories import PASSWORD
from tests.parallel import committed

from .people import REGISTER, error, outcomes, together


@committed
def test_one_of_many_gets_the_name():
    names = ["Alice", "alice", "ALICE", "ａｌｉｃｅ"]

    def register(number: int) -> object:
        answer = ContractClient().post(REGISTER, {"username": names[number % 4], "password": PASSWORD})
        return 201 if answer.status_code == 201 else error(answer)

    assert outcomes(together(8, register)) == {201: 1, (400, "unique", "username"): 7}
    assert User.objects.count() == 1
