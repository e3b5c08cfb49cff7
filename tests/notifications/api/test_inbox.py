import pytest

from notifications.models import InboxMessage
from tests.expenses.test_list_pages import walk

from .asking import INBOX, error, make_message


def titles(page):
    return [message["title"] for message in page["messages"]]


def read_at(message):
    return InboxMessage.objects.get(pk=message.pk).read_at


@pytest.fixture
def seven(alice):
    """Seven messages that came in pairs at the same second, m6 and m5 last."""
    return [make_message(alice, f"m{number}", ago=600 - number // 2) for number in range(7)]


def test_it_is_empty_at_first(as_alice):
    assert as_alice.get(INBOX).json() == {"unread": 0, "messages": [], "next": None}


def test_a_message_is_shown_whole(as_alice, alice):
    message = make_message(alice, "오늘 12,000원", ago=3600)
    assert as_alice.get(INBOX).json() == {
        "unread": 1,
        "messages": [
            {
                "id": message.pk,
                "kind": "morning",
                "title": "오늘 12,000원",
                "body": "오늘은 12,000원이에요.",
                "created_at": "2026-11-22T23:00:00Z",
                "read_at": None,
            }
        ],
        "next": None,
    }


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8])
def test_pages_follow_one_another_newest_first(as_alice, seven, limit):
    pages = walk(as_alice, f"{INBOX}?limit={limit}")
    assert [title for page in pages for title in titles(page)] == [f"m{number}" for number in range(6, -1, -1)]
    assert {page["unread"] for page in pages} == {7}


def test_only_unread_ones_are_listed_when_asked_for(as_alice, seven):
    for message in seven[::2]:
        as_alice.post(f"{INBOX}{message.pk}/read/")
    pages = walk(as_alice, f"{INBOX}?unread=true&limit=2")
    assert [titles(page) for page in pages] == [["m5", "m3"], ["m1"]]
    assert len(titles(as_alice.get(f"{INBOX}?unread=false").json())) == 7
    assert as_alice.get(INBOX).json()["unread"] == 3


def test_what_is_read_meanwhile_hides_no_others(as_alice, seven):
    first = as_alice.get(f"{INBOX}?unread=true&limit=3").json()
    for message in seven[-3:]:
        as_alice.post(f"{INBOX}{message.pk}/read/")
    assert titles(as_alice.get(first["next"]).json()) == ["m3", "m2", "m1"]


def test_a_message_is_marked_as_read_once(as_alice, alice, fixed_now):
    message = make_message(alice)
    answer = as_alice.post(f"{INBOX}{message.pk}/read/")
    assert (answer.status_code, answer.content) == (204, b"")
    first = read_at(message)
    fixed_now.shift(60)
    assert as_alice.post(f"{INBOX}{message.pk}/read/").status_code == 204
    assert read_at(message) == first
    assert as_alice.get(INBOX).json()["messages"][0]["read_at"] == "2026-11-23T00:00:00Z"


def test_all_are_marked_as_read_up_to_now(as_alice, alice, seven, fixed_now):
    as_alice.post(f"{INBOX}{seven[0].pk}/read/")
    fixed_now.shift(60)
    later = make_message(alice, ago=-1)
    answer = as_alice.post(f"{INBOX}read/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert read_at(later) is None
    assert as_alice.get(INBOX).json()["unread"] == 1
    assert read_at(seven[0]) < read_at(seven[1])
    assert as_alice.post(f"{INBOX}read/").status_code == 204


def test_a_message_is_deleted(as_alice, alice):
    message, kept = make_message(alice), make_message(alice)
    answer = as_alice.delete(f"{INBOX}{message.pk}/")
    assert (answer.status_code, answer.content) == (204, b"")
    assert as_alice.delete(f"{INBOX}{message.pk}/").status_code == 404
    assert as_alice.post(f"{INBOX}{message.pk}/read/").status_code == 404
    assert list(InboxMessage.objects.all()) == [kept]


@pytest.mark.parametrize(
    ("query", "code", "attr"),
    [
        ("unread=1", "invalid_choice", "unread"),
        ("unread=", "invalid_choice", "unread"),
        ("limit=201", "max_value", "limit"),
        ("cursor=x", "invalid_cursor", "cursor"),
        ("kind=morning", "unknown_field", "kind"),
    ],
)
def test_it_refuses_and_names_the_parameter(as_alice, query, code, attr):
    assert error(as_alice.get(f"{INBOX}?{query}")) == (400, code, attr)


def test_a_cursor_serves_only_its_own_filter_and_person(as_alice, as_bob, seven):
    path = as_alice.get(f"{INBOX}?limit=1").json()["next"]
    assert error(as_bob.get(path)) == (400, "invalid_cursor", "cursor")
    assert error(as_alice.get(f"{path}&unread=true")) == (400, "invalid_cursor", "cursor")


def test_it_takes_three_statements(as_alice, seven, django_assert_num_queries):
    path = as_alice.get(f"{INBOX}?limit=2").json()["next"]
    with django_assert_num_queries(3):
        as_alice.get(path)
