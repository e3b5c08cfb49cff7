"""A retry with the same Idempotency-Key never spends twice."""

from datetime import timedelta

import pytest

from expenses.models import CreationReply, Expense
from tests.factories import make_plan

URL = "/api/expenses/create/"
LUNCH = {"category": "food", "amount": 9_500, "memo": "김밥"}
KEY = {"Idempotency-Key": "lunch-1"}


def code(answer):
    return answer.json()["errors"][0]["code"]


@pytest.fixture
def first(as_alice, plan):
    return as_alice.post(URL, LUNCH, headers=KEY)


def assert_replayed(answer, first):
    assert (answer.status_code, answer["Idempotency-Replayed"]) == (201, "true")
    assert answer.content == first.content
    assert answer["Location"] == first["Location"]


def test_the_first_answer_is_no_replay(first):
    assert first.status_code == 201
    assert "Idempotency-Replayed" not in first


def test_the_same_again_gets_the_first_answer_and_makes_no_row(as_alice, first):
    assert_replayed(as_alice.post(URL, LUNCH, headers=KEY), first)
    assert Expense.objects.count() == 1


def test_both_routes_share_their_keys(as_alice, first):
    assert_replayed(as_alice.post("/api/expenses/", LUNCH, headers=KEY), first)


def test_the_same_body_is_the_same_json_whatever_its_spelling(as_alice, first):
    spelled = b'{ "memo": "\\uae40\\ubc25", "amount": 9500,\n "category": "food" }'
    assert_replayed(as_alice.generic("POST", URL, spelled, content_type="application/json", headers=KEY), first)


def test_a_day_left_out_is_the_first_requests_day(alice, as_user, first, fixed_now):
    fixed_now.shift(timedelta(days=1))
    assert_replayed(as_user(alice).post(URL, LUNCH, headers=KEY), first)


def test_it_is_replayed_in_the_words_of_the_first_time(as_alice, first):
    assert_replayed(as_alice.post(URL, LUNCH, headers=KEY | {"Accept-Language": "en"}), first)


def test_it_is_replayed_after_a_change(as_alice, first):
    as_alice.patch(first["Location"], {"amount": 1})
    assert_replayed(as_alice.post(URL, LUNCH, headers=KEY), first)
    assert Expense.objects.get().amount == 1


def test_it_is_replayed_after_the_row_was_deleted(as_alice, first):
    as_alice.delete(first["Location"])
    assert_replayed(as_alice.post(URL, LUNCH, headers=KEY), first)
    assert not Expense.objects.exists()


def test_it_is_replayed_after_the_budget_went(as_alice, first, plan):
    plan.lines.all().delete()
    assert_replayed(as_alice.post(URL, LUNCH, headers=KEY), first)


@pytest.mark.parametrize("other", [{"amount": 9_501}, {"memo": "김밥 "}, {"date": "2026-11-23"}])
def test_the_key_with_another_body_is_refused(as_alice, first, other):
    answer = as_alice.post(URL, LUNCH | other, headers=KEY)
    assert (answer.status_code, code(answer)) == (422, "idempotency_key_reused")
    assert Expense.objects.count() == 1


def test_an_unknown_category_is_named_whatever_its_key_was_used_for(as_alice, first):
    assert code(as_alice.post(URL, LUNCH | {"category": "yacht"}, headers=KEY)) == "unknown_category"


def test_another_key_is_another_expense(as_alice, first):
    for key in ("lunch-2", "LUNCH-1"):
        answer = as_alice.post(URL, LUNCH, headers={"Idempotency-Key": key})
        assert "Idempotency-Replayed" not in answer
    assert Expense.objects.count() == 3


def test_keys_belong_to_a_person(as_bob, bobs_plan, first):
    answer = as_bob.post(URL, LUNCH | {"amount": 1}, headers=KEY)
    assert (answer.status_code, answer.json()["amount"]) == (201, 1)
    assert "Idempotency-Replayed" not in answer


@pytest.mark.parametrize(
    "wrong", [{"category": "yacht"}, {"category": "beauty"}, {"amount": 0}, {"date": "2026-02-30"}]
)
def test_a_refused_request_leaves_no_trace_of_its_key(as_alice, plan, wrong):
    assert as_alice.post(URL, LUNCH | wrong, headers=KEY).status_code == 400
    assert not CreationReply.objects.exists()
    right = as_alice.post(URL, LUNCH, headers=KEY)
    assert right.status_code == 201
    assert "Idempotency-Replayed" not in right


def test_what_was_refused_is_made_once_it_is_right(as_alice, alice):
    assert code(as_alice.post(URL, LUNCH, headers=KEY)) == "category_not_budgeted"
    make_plan(alice, 202611, food=0)
    assert as_alice.post(URL, LUNCH, headers=KEY).status_code == 201


def test_until_48_hours_have_passed_it_is_word_for_word(alice, as_alice, as_user, first, fixed_now):
    as_alice.patch(first["Location"], {"amount": 1})
    fixed_now.shift(timedelta(hours=48) - timedelta(seconds=1))
    assert_replayed(as_user(alice).post(URL, LUNCH, headers=KEY), first)


class TestAfter48Hours:
    @pytest.fixture(params=["purged", "still there"])
    def later(self, request, alice, as_user, first, fixed_now):
        fixed_now.shift(timedelta(hours=48))
        if request.param == "purged":
            CreationReply.objects.all().delete()
        return as_user(alice)

    def test_it_is_the_row_as_it_now_is(self, later, first):
        later.patch(first["Location"], {"amount": 1})
        answer = later.post(URL, LUNCH, headers=KEY)
        assert (answer.status_code, answer["Idempotency-Replayed"]) == (201, "true")
        assert answer.json() == later.get(first["Location"]).json()
        assert answer.json()["amount"] == 1
        assert Expense.objects.count() == 1

    def test_the_key_with_another_body_is_still_refused(self, later):
        answer = later.post(URL, LUNCH | {"amount": 1}, headers=KEY)
        assert (answer.status_code, code(answer)) == (422, "idempotency_key_reused")

    def test_the_key_is_free_once_the_row_is_gone(self, later, first):
        later.delete(first["Location"])
        second = later.post(URL, LUNCH | {"amount": 1}, headers=KEY)
        assert (second.status_code, second.json()["amount"]) == (201, 1)
        assert "Idempotency-Replayed" not in second
        assert_replayed(later.post(URL, LUNCH | {"amount": 1}, headers=KEY), second)


@pytest.mark.parametrize("key", ["", "a" * 256, "열쇠", "é", "a\tb", "\x7f", " "])
def test_a_key_is_1_to_255_printable_ascii_characters(as_alice, plan, key):
    answer = as_alice.post(URL, LUNCH, HTTP_IDEMPOTENCY_KEY=key)
    assert answer.status_code == 400
    assert answer.json()["errors"][0] | {"detail": ""} == {"code": "invalid", "detail": "", "attr": "Idempotency-Key"}
    assert not Expense.objects.exists()


@pytest.mark.parametrize("key", ["!", "a" * 255, "8e03978e-40d5-43e8-bc93-6894a57f9324", 'two "words" ~'])
def test_any_such_key_will_do(as_alice, plan, key):
    first = as_alice.post(URL, LUNCH, headers={"Idempotency-Key": key})
    assert_replayed(as_alice.post(URL, LUNCH, headers={"Idempotency-Key": key}), first)
