from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import AuthSession
from tests.factories import PASSWORD

from .people import ME, SESSIONS, error, logged_in, refresh


def test_it_lists_the_logins_that_work_newest_first(alice, fixed_now):
    logged_in(HTTP_USER_AGENT="old phone")
    fixed_now.shift(timedelta(hours=1))
    client, _ = logged_in(HTTP_USER_AGENT="new phone")
    phones = client.get(SESSIONS).json()
    assert [(row["user_agent"], row["current"]) for row in phones] == [("new phone", True), ("old phone", False)]
    assert phones[1] == {
        "id": str(AuthSession.objects.get(user_agent="old phone").pk),
        "created_at": "2026-11-23T00:00:00Z",
        "last_used_at": "2026-11-23T00:00:00Z",
        "user_agent": "old phone",
        "current": False,
    }


def test_refreshing_counts_as_use(alice, fixed_now):
    client, pair = logged_in()
    fixed_now.shift(timedelta(minutes=10))
    refresh(pair["refresh"])
    assert client.get(SESSIONS).json()[0]["last_used_at"] == "2026-11-23T00:10:00Z"


def test_ended_expired_and_unused_ones_are_not_listed(alice, as_alice, fixed_now):
    logged_in()
    AuthSession.objects.filter(user_agent="").exclude(refresh_hash="").update(revoked_at="2026-11-23T00:00:00Z")
    logged_in()
    fixed_now.shift(timedelta(days=31))
    client, _ = logged_in()
    assert len(client.get(SESSIONS).json()) == 1


def test_nobody_sees_the_logins_of_others(as_alice, as_charlie):
    assert [row["current"] for row in as_charlie.get(SESSIONS).json()] == [True]


def test_an_ended_login_stops_on_the_next_request(alice):
    (client, _), (other, theirs) = logged_in(), logged_in()
    [sid] = [row["id"] for row in client.get(SESSIONS).json() if not row["current"]]
    assert client.delete(f"{SESSIONS}{sid}/").status_code == 204
    assert other.get(ME).status_code == 401
    assert refresh(theirs["refresh"]).status_code == 401
    assert client.get(ME).status_code == 200


def test_one_may_end_the_login_one_comes_through(alice):
    client, _ = logged_in()
    [row] = client.get(SESSIONS).json()
    assert client.delete(f"{SESSIONS}{row['id']}/").status_code == 204
    assert client.get(ME).status_code == 401


def test_ended_twice_is_404(alice, as_alice):
    logged_in()
    sid = AuthSession.objects.exclude(refresh_hash="").get().pk
    as_alice.delete(f"{SESSIONS}{sid}/")
    assert error(as_alice.delete(f"{SESSIONS}{sid}/")) == (404, "not_found", None)


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_somebody_else_s_a_random_and_a_malformed_id_answer_alike(alice, as_alice, as_charlie, method):
    theirs = AuthSession.objects.get(user=alice).pk
    answers = [
        getattr(as_charlie, method)(f"{SESSIONS}{sid}/") for sid in (theirs, uuid4(), "x", "1", "é", "%F0%9F%98%80")
    ]
    assert {answer.status_code for answer in answers} == {404 if method == "delete" else 405}
    assert len({answer.content for answer in answers}) == 1
    assert as_alice.get(ME).status_code == 200


def test_it_asks_for_a_login(anyone, alice):
    assert anyone.get(SESSIONS).status_code == anyone.delete(f"{SESSIONS}{uuid4()}/").status_code == 401
    assert anyone.delete(f"{SESSIONS}x/").status_code == 401


def test_the_list_takes_two_queries(alice, django_assert_num_queries):
    client, _ = logged_in()
    for _ in range(3):
        logged_in("alice", PASSWORD)
    with django_assert_num_queries(2):
        client.get(SESSIONS)
