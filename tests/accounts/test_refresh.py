from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from accounts import tokens
from accounts.models import AuthSession, User
from tests.contract import ContractClient

from .people import ME, REFRESH, bearer, error, logged_in, refresh

REFUSED = (401, "token_not_valid", None)


def test_it_gives_a_new_pair_that_nothing_may_keep(alice):
    _, pair = logged_in()
    answer = refresh(pair["refresh"])
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert set(answer.json().values()).isdisjoint(pair.values())
    assert bearer(answer.json()["access"]).get(ME).status_code == 200


def test_it_goes_on_from_token_to_token(alice):
    _, pair = logged_in()
    for _ in range(4):
        pair = refresh(pair["refresh"]).json()
    assert bearer(pair["access"]).get(ME).status_code == 200
    assert AuthSession.objects.count() == 1


def test_the_token_just_exchanged_is_refused_without_harm(alice, fixed_now):
    _, pair = logged_in()
    newer = refresh(pair["refresh"]).json()
    fixed_now.shift(timedelta(seconds=10))
    assert error(refresh(pair["refresh"])) == REFUSED
    assert refresh(newer["refresh"]).status_code == 200


def test_a_token_exchanged_before_ends_the_whole_login(alice, fixed_now):
    _, pair = logged_in()
    newer = refresh(pair["refresh"]).json()
    fixed_now.shift(timedelta(seconds=11))
    assert error(refresh(pair["refresh"])) == REFUSED
    assert error(refresh(newer["refresh"])) == REFUSED
    assert bearer(newer["access"]).get(ME).status_code == 401


def test_a_token_exchanged_twice_ago_ends_the_login_at_once(alice):
    _, pair = logged_in()
    newest = refresh(refresh(pair["refresh"]).json()["refresh"]).json()
    assert error(refresh(pair["refresh"])) == REFUSED
    assert error(refresh(newest["refresh"])) == REFUSED


def test_other_logins_of_the_person_go_on(alice, fixed_now):
    (_, stolen), (client, other) = logged_in(), logged_in()
    refresh(stolen["refresh"])
    fixed_now.shift(timedelta(seconds=11))
    refresh(stolen["refresh"])
    assert client.get(ME).status_code == 200
    assert refresh(other["refresh"]).status_code == 200


def test_a_login_ends_after_30_days_unused(alice, fixed_now):
    _, pair = logged_in()
    fixed_now.shift(timedelta(days=30, seconds=-1))
    pair = refresh(pair["refresh"]).json()
    fixed_now.shift(timedelta(days=30))
    assert error(refresh(pair["refresh"])) == REFUSED


def test_a_login_ends_after_180_days_however_often_it_was_used(alice, fixed_now):
    _, pair = logged_in()
    for _ in range(8):
        fixed_now.shift(timedelta(days=20))
        pair = refresh(pair["refresh"]).json()
    fixed_now.shift(timedelta(days=20, seconds=-1))
    pair = refresh(pair["refresh"]).json()
    assert bearer(pair["access"]).get(ME).status_code == 200
    fixed_now.shift(timedelta(seconds=1))
    assert bearer(pair["access"]).get(ME).status_code == 401
    assert error(refresh(pair["refresh"])) == REFUSED


def test_the_refresh_of_somebody_deleted_is_refused(alice):
    _, pair = logged_in()
    alice.delete()
    assert error(refresh(pair["refresh"])) == REFUSED


def test_the_refresh_of_somebody_deactivated_is_refused_without_ending_the_login(alice):
    _, pair = logged_in()
    type(alice).objects.update(is_active=False)
    assert error(refresh(pair["refresh"])) == REFUSED
    assert AuthSession.objects.get().revoked_at is None


def test_the_exchange_is_one_statement(alice, django_assert_num_queries):
    _, pair = logged_in()
    client = ContractClient()
    with django_assert_num_queries(2) as queries:
        client.post(REFRESH, {"refresh": pair["refresh"]})
    # The conditions must stand on the row that is written, or PostgreSQL lets two waiting ones both win.
    _who_it_is, sql = [query["sql"] for query in queries.captured_queries]
    assert sql.count('"accounts_authsession"."refresh_hash" =') == 1
    assert 'FROM "accounts_authsession"' not in sql


def test_the_access_token_is_about_the_settings_of_now(alice):
    _, pair = logged_in()
    User.objects.update(time_zone="America/New_York", month_start_day=25)
    access = refresh(pair["refresh"]).json()["access"]
    assert tokens.read(access, tokens.ACCESS).subject == (alice.pk, "America/New_York", 25)


def test_a_token_that_could_not_be_exchanged_is_good_the_next_time(alice):
    def fail(execute, sql, params, many, context):
        if "accounts_user" in sql:
            raise OperationalError("the connection is gone")
        return execute(sql, params, many, context)

    _, pair = logged_in()
    with connection.execute_wrapper(fail):
        answer = ContractClient(raise_request_exception=False).post(REFRESH, {"refresh": pair["refresh"]})
        assert answer.status_code == 503
    assert refresh(pair["refresh"]).status_code == 200


@pytest.mark.parametrize("body", [{}, {"refresh": None}, {"refresh": 5}, {"refresh": ""}, {"refresh": "x" * 2001}])
def test_it_refuses_a_malformed_body(anyone, body):
    answer = anyone.post(REFRESH, body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "refresh"
