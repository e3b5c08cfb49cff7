import pytest

from tests.expenses.test_list_pages import walk

from .asking import DELIVERIES, error, make_delivery


def days(page):
    return [row["date"] for row in page["deliveries"]]


def test_there_are_none_at_first(as_alice):
    assert as_alice.get(DELIVERIES).json() == {"deliveries": [], "next": None}


def test_one_that_was_sent_says_when(as_alice, webhook):
    sent = make_delivery(webhook, 23, attempts=2, sent_at="2026-11-22T23:00:05Z", last_error="timeout")
    assert as_alice.get(DELIVERIES).json()["deliveries"] == [
        {
            "id": sent.pk,
            "kind": "morning",
            "date": "2026-11-23",
            "channel": webhook.pk,
            "type": "webhook",
            "state": "sent",
            "attempts": 2,
            "due_at": "2026-11-23T00:00:00Z",
            "sent_at": "2026-11-22T23:00:05Z",
            "next_attempt_at": None,
            "error": "timeout",
        }
    ]


def test_one_that_waits_says_for_how_long(as_alice, webhook):
    make_delivery(webhook, state="waiting")
    [found] = as_alice.get(DELIVERIES).json()["deliveries"]
    assert (found["next_attempt_at"], found["sent_at"], found["error"]) == ("2026-11-23T00:00:00Z", None, None)


@pytest.mark.parametrize("state", ["claimed", "failed", "expired"])
def test_the_end_of_a_lease_is_nobodys_business(as_alice, webhook, state):
    make_delivery(webhook, state=state)
    [found] = as_alice.get(DELIVERIES).json()["deliveries"]
    assert (found["state"], found["next_attempt_at"]) == (state, None)


@pytest.mark.parametrize("limit", [1, 2, 6, 7, 8])
def test_pages_follow_one_another_newest_first(as_alice, webhook, limit):
    for day in range(1, 8):
        make_delivery(webhook, day)
    pages = walk(as_alice, f"{DELIVERIES}?limit={limit}")
    assert [len(page["deliveries"]) for page in pages[:-1]] == [limit] * (len(pages) - 1)
    assert [day for page in pages for day in days(page)] == [f"2026-11-{day:02}" for day in range(7, 0, -1)]


def test_what_comes_meanwhile_neither_repeats_nor_hides_others(as_alice, webhook):
    for day in range(1, 5):
        make_delivery(webhook, day)
    first = as_alice.get(f"{DELIVERIES}?limit=2").json()
    make_delivery(webhook, 20)
    assert days(as_alice.get(first["next"]).json()) == ["2026-11-02", "2026-11-01"]


def test_a_page_has_fifty_unless_asked_otherwise(as_alice, webhook):
    for number in range(51):
        make_delivery(webhook, subject=str(number))
    assert [len(page["deliveries"]) for page in walk(as_alice, DELIVERIES)] == [50, 1]


@pytest.mark.parametrize(
    ("query", "code", "attr"),
    [
        ("limit=0", "min_value", "limit"),
        ("limit=201", "max_value", "limit"),
        ("limit=x", "invalid", "limit"),
        ("cursor=x", "invalid_cursor", "cursor"),
        ("state=sent", "unknown_field", "state"),
    ],
)
def test_it_refuses_and_names_the_parameter(as_alice, query, code, attr):
    assert error(as_alice.get(f"{DELIVERIES}?{query}")) == (400, code, attr)


def test_a_cursor_serves_only_its_own_person(as_alice, as_bob, webhook):
    for day in (1, 2):
        make_delivery(webhook, day)
    path = as_alice.get(f"{DELIVERIES}?limit=1").json()["next"]
    assert error(as_bob.get(path)) == (400, "invalid_cursor", "cursor")


def test_it_takes_two_statements(as_alice, webhook, django_assert_num_queries):
    for day in range(1, 8):
        make_delivery(webhook, day)
    with django_assert_num_queries(2):
        assert len(as_alice.get(DELIVERIES).json()["deliveries"]) == 7
