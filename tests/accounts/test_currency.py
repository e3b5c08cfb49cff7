from tests.factories import make_expense, make_plan

from .people import ME, error

IN_USE = (409, "currency_in_use", None)


def test_it_can_change_while_there_are_no_amounts(as_alice):
    for code in ("USD", "JPY", "EUR", "KRW"):
        assert as_alice.patch(ME, {"currency": code}).json()["currency"] == code


def test_it_cannot_change_while_there_are_expenses(alice, as_alice):
    expense = make_expense(alice)
    assert error(as_alice.patch(ME, {"currency": "USD"})) == IN_USE
    expense.delete()
    assert as_alice.patch(ME, {"currency": "USD"}).status_code == 200


def test_it_cannot_change_while_there_is_a_budget(alice, as_alice):
    make_plan(alice, food=0)
    assert error(as_alice.patch(ME, {"currency": "USD", "floor_percent": 1})) == IN_USE
    assert as_alice.get(ME).json()["floor_percent"] == 30


def test_a_plan_without_lines_holds_no_amounts(alice, as_alice):
    make_plan(alice)
    assert as_alice.patch(ME, {"currency": "USD"}).status_code == 200


def test_excluded_expenses_are_amounts_too(alice, as_alice):
    make_expense(alice, excluded=True)
    assert error(as_alice.patch(ME, {"currency": "USD"})) == IN_USE


def test_amounts_of_others_do_not_matter(as_alice, bob):
    make_expense(bob)
    assert as_alice.patch(ME, {"currency": "USD"}).status_code == 200


def test_the_same_currency_is_no_change(alice, as_alice):
    make_expense(alice)
    assert as_alice.patch(ME, {"currency": "KRW", "floor_percent": 5}).json()["floor_percent"] == 5
