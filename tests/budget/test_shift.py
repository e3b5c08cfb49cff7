"""Of many threads few are at work, and nobody waits for long for those who wait themselves."""

from threading import Event, Thread
from time import monotonic

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from budget.shift import LONG, Answer, Shift, in_shifts
from tests.servers import wait_for

PATIENCE = 60


class Request(Thread):
    """One that is worked at until it is told to be done; its thread comes back when it is of use again."""

    def __init__(self, shift):
        super().__init__(daemon=True)
        self.shift, self.begun, self.done, self.back = shift, Event(), Event(), Event()
        self.start()

    def run(self):
        self.shift.begin()
        self.begun.set()
        self.done.wait(PATIENCE)
        self.shift.end(rest=True)
        self.back.set()


@pytest.fixture
def shift():
    return Shift(2)


@pytest.fixture
def at_work(shift):
    """Two who have all the places."""
    requests = [Request(shift), Request(shift)]
    assert all(request.begun.wait(PATIENCE) for request in requests)
    return requests


def waiting(shift, number):
    """Return when so many wait for a place."""
    wait_for(lambda: len(shift._waiting) == number)


def resting(shift, number):
    """Return when so many have lain down to rest."""
    wait_for(lambda: len(shift._resting) == number)


def later():
    """A time at which those at work have been so for long."""
    return monotonic() + LONG


def test_a_third_waits_for_a_place_of_two(shift, at_work):
    third = Request(shift)
    waiting(shift, 1)
    assert not third.begun.is_set()
    at_work[0].done.set()
    assert third.begun.wait(PATIENCE)


def test_places_are_given_in_the_order_in_which_they_were_asked_for(shift, at_work):
    first = Request(shift)
    waiting(shift, 1)
    second = Request(shift)
    waiting(shift, 2)
    at_work[0].done.set()
    assert first.begun.wait(PATIENCE)
    assert not second.begun.is_set()


def test_who_is_done_while_others_fill_the_places_rests(shift, at_work):
    Request(shift)
    waiting(shift, 1)
    at_work[0].done.set()
    resting(shift, 1)
    assert not at_work[0].back.is_set()


def test_who_is_done_while_there_is_a_place_comes_back_at_once(at_work):
    at_work[0].done.set()
    assert at_work[0].back.wait(PATIENCE)


def test_a_place_kept_for_long_goes_to_who_waits(shift, at_work):
    third = Request(shift)
    waiting(shift, 1)
    shift.relieve(later())
    assert third.begun.wait(PATIENCE)


def test_a_place_kept_for_a_moment_stays(shift, at_work):
    third = Request(shift)
    waiting(shift, 1)
    shift.relieve(monotonic() - LONG)
    assert not third.begun.is_set()


def test_a_place_kept_for_long_calls_who_rests_where_nobody_waits(shift, at_work):
    Request(shift)
    waiting(shift, 1)
    at_work[0].done.set()
    resting(shift, 1)
    shift.relieve(later())
    assert at_work[0].back.wait(PATIENCE)


def test_who_lost_a_place_gives_none_back(shift, at_work):
    newcomers = [Request(shift), Request(shift)]
    waiting(shift, 2)
    shift.relieve(later())
    assert all(request.begun.wait(PATIENCE) for request in newcomers)
    fifth = Request(shift)
    waiting(shift, 1)
    for request in at_work:
        request.done.set()
    resting(shift, 2)
    assert not fifth.begun.is_set()


def test_who_waits_for_a_body_takes_no_place(shift):
    with shift.aside(), shift.aside():
        assert Request(shift).begun.wait(PATIENCE)


def test_a_body_waited_for_for_long_calls_two_who_rest(shift, at_work):
    newcomers = [Request(shift), Request(shift)]
    waiting(shift, 2)
    for request in at_work:
        request.done.set()
    resting(shift, 2)
    with shift.aside():
        shift.relieve(later())
    assert all(request.back.wait(PATIENCE) for request in at_work)
    assert not any(request.back.is_set() for request in newcomers)


def test_whoever_keeps_all_places_is_noticed(shift, at_work):
    third = Request(shift)
    Thread(target=shift.watch, daemon=True).start()
    assert third.begun.wait(PATIENCE)


class Ended:
    """A shift that tells whether a thread may rest."""

    def end(self, *, rest):
        self.rest = rest


@pytest.mark.parametrize(
    ("response", "rest"),
    [
        (HttpResponse(b"{}", headers={"Content-Length": "2"}), True),
        # Its end is what tells the client that it was all.
        (StreamingHttpResponse([b"{}"]), False),
        (HttpResponse(status=204), False),
        ([b"{}"], False),
    ],
)
def test_only_after_an_answer_of_known_length_a_thread_may_rest(response, rest, monkeypatch):
    # It would close the connections of whoever runs the test.
    monkeypatch.setattr(HttpResponseBase, "close", lambda response: None)
    ended = Ended()
    answer = Answer(response, ended)
    assert b"".join(answer) in (b"{}", b"")
    answer.close()
    assert ended.rest is rest


def test_a_request_that_fails_leaves_its_place():
    def application(environ, start_response):
        raise LookupError

    answer = in_shifts(application, Shift(1))
    for _ in range(2):
        with pytest.raises(LookupError):
            answer({}, None)
