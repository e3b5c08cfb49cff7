"""Refresh tokens work once, and what ends a login ends it for the very next request, on whichever connection."""

from collections import Counter

import pytest

from tests.servers import PASSWORD, Person, raw, volley

from .sizes import SIZES

pytestmark = pytest.mark.server

AT_ONCE = 16
NEW_PASSWORD = "better horse 배터리"


def refresh(token: str) -> bytes:
    return raw("POST", "/api/token/refresh/", {"refresh": token})


def test_sixteen_refreshes_of_one_token_give_one_pair(server, person, measured):
    """Each round begins with the pair of the one before: the other fifteen did the login no harm."""
    won = []
    for _ in range(SIZES.refresh_rounds):
        answers = volley(server.port, [refresh(person.tokens["refresh"])] * AT_ONCE)
        pairs = [answer.body for answer in answers if answer.status == 200]
        won.append(len(pairs))
        assert Counter(answer.status for answer in answers) == {200: 1, 401: AT_ONCE - 1}
        [person.tokens] = pairs
    doubled = sum(number > 1 for number in won)
    measured(
        f"refresh volley, {AT_ONCE} × {len(won)} rounds",
        "0 rounds with more than one success",
        f"{doubled} rounds with more than one, {sum(won)} with one",
    )


def rotated_token_comes_again(person: Person) -> None:
    first = person.tokens["refresh"]
    person.refresh()
    # Within 10 seconds it would be a second tab's.
    person.server.query(
        f"UPDATE accounts_authsession SET rotated_at = '2026-01-01 00:00:00' WHERE user_id = {person.id}"
    )
    assert person.client.post("/api/token/refresh/", json={"refresh": first}).status_code == 401


def logout(person: Person) -> None:
    answer = person.client.post("/api/accounts/logout/", json={"refresh": person.tokens["refresh"]})
    assert answer.status_code == 205


def password_change(person: Person) -> None:
    """Of another login of the same person's."""
    here = {"Authorization": f"Bearer {person.log_in()['access']}"}
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    person.client.post("/api/accounts/password/", json=body, headers=here).raise_for_status()


def erasure(person: Person) -> None:
    person.client.post("/api/accounts/erase/", json={"password": PASSWORD}).raise_for_status()


def deactivation(person: Person) -> None:
    person.server.query(f"UPDATE accounts_user SET is_active = false WHERE id = {person.id}")


@pytest.mark.parametrize("end", [rotated_token_comes_again, logout, password_change, erasure, deactivation])
def test_a_login_that_ended_is_refused_from_the_next_request_on(server, measured, end):
    refused = 0
    for _ in range(SIZES.endings):
        person = server.person()
        ask = person.raw("GET", "/api/accounts/me/")
        assert {answer.status for answer in volley(server.port, [ask] * 4)} == {200}
        end(person)
        # On connections of their own, so that both web processes are asked; the new tokens where there are some.
        tries = [person.raw("GET", "/api/accounts/me/")] * 4 + [refresh(person.tokens["refresh"])]
        refused += {answer.status for answer in volley(server.port, [ask, *tries])} == {401}
    name = end.__name__.replace("_", " ")
    measured(f"{name}: effect on the next request", "100 of 100", f"{refused} of {SIZES.endings}")
    assert refused == SIZES.endings
