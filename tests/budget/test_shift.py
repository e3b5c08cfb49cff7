"""Of many threads few are at work, and nobody waits for long for those who wait themselves."""

import weakref
from functools import partial
from io import BytesIO
from threading import Event, Thread
from time import monotonic

import pytest
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from budget.shift import LONG, Answer, Shift, in_shifts
from budget.wsgi import BODY_LEFT
from tests.parallel import committed
from tests.servers import wait_for

PATIENCE = 60


class Request(Thread):
    """One that is worked at until it is told to be done; its thread comes back when it is of use again."""

    def __init__(self, shift, *, leaves=False):
        super().__init__(daemon=True)
        self.shift, self.begun, self.done, self.back = shift, Event(), Event(), Event()
        self.end = shift.leave if leaves else partial(shift.end, rest=True)
        self.start()

    def run(self):
        self.shift.begin()
        self.begun.set()
        self.done.wait(PATIENCE)
        self.end()
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


@pytest.fixture
def rested(shift, at_work):
    """One who is done, while others fill the places."""
    Request(shift)
    waiting(shift, 1)
    at_work[0].done.set()
    resting(shift, 1)
    return at_work[0]


def later():
    """A time at which those at work have been so for long."""
    return monotonic() + LONG


def test_a_third_waits_for_a_place_of_two(shift, at_work):
    third = Request(shift)
    waiting(shift, 1)
    assert len(shift._waiting) == 1
    at_work[0].done.set()
    assert third.begun.wait(PATIENCE)


def test_places_are_given_in_the_order_in_which_they_were_asked_for(shift, at_work):
    first = Request(shift)
    waiting(shift, 1)
    Request(shift)
    waiting(shift, 2)
    at_work[0].done.set()
    assert first.begun.wait(PATIENCE)
    assert len(shift._waiting) == 1


def test_who_is_done_while_others_fill_the_places_rests(rested):
    assert not rested.back.is_set()


def test_who_is_done_while_there_is_a_place_comes_back_at_once(at_work):
    at_work[0].done.set()
    assert at_work[0].back.wait(PATIENCE)


def test_a_place_kept_for_long_goes_to_who_waits(shift, at_work):
    third = Request(shift)
    waiting(shift, 1)
    shift.relieve(later())
    assert third.begun.wait(PATIENCE)


def test_a_place_kept_for_a_moment_stays(shift, at_work):
    Request(shift)
    waiting(shift, 1)
    shift.relieve(min(shift._at_work.values()) + LONG / 2)
    assert len(shift._waiting) == 1


def test_two_are_called_for_each_place_kept_for_long(shift, at_work):
    newcomers = [Request(shift) for _ in range(5)]
    waiting(shift, 5)
    shift.relieve(later())
    waiting(shift, 1)
    wait_for(lambda: sum(request.begun.is_set() for request in newcomers) == 4)


def test_of_more_at_work_than_places_the_first_to_be_done_calls_nobody(shift, at_work):
    newcomers = [Request(shift) for _ in range(4)]
    waiting(shift, 4)
    shift.relieve(later())
    waiting(shift, 0)
    Request(shift)
    waiting(shift, 1)
    newcomers[0].done.set()
    resting(shift, 1)
    assert len(shift._waiting) == 1


def test_a_place_kept_for_long_calls_who_rests_where_nobody_waits(shift, rested):
    shift.relieve(later())
    assert rested.back.wait(PATIENCE)


def test_who_lost_a_place_gives_none_back(shift, at_work):
    newcomers = [Request(shift), Request(shift)]
    waiting(shift, 2)
    shift.relieve(later())
    assert all(request.begun.wait(PATIENCE) for request in newcomers)
    Request(shift)
    waiting(shift, 1)
    for request in at_work:
        request.done.set()
    resting(shift, 2)
    assert len(shift._waiting) == 1


def test_who_waits_for_a_body_takes_no_place(shift):
    with shift.aside(), shift.aside():
        assert Request(shift).begun.wait(PATIENCE)


def test_a_body_waited_for_for_long_calls_two_who_rest(shift, at_work):
    newcomers = [Request(shift) for _ in range(2)]
    waiting(shift, 2)
    for request in at_work:
        request.done.set()
    resting(shift, 2)
    newcomers[0].done.set()
    assert newcomers[0].back.wait(PATIENCE)
    with shift.aside():
        # One has a place left, and so nobody looks at those at work.
        shift.relieve(later())
    assert all(request.back.wait(PATIENCE) for request in at_work)


def test_whoever_keeps_all_places_is_noticed(shift, at_work):
    third = Request(shift)
    Thread(target=shift.watch, daemon=True).start()
    assert third.begun.wait(PATIENCE)


def test_who_leaves_gives_the_place_to_who_waits(shift):
    shift.begin()
    Request(shift)
    newcomer = Request(shift)
    waiting(shift, 1)
    shift.leave()
    assert newcomer.begun.wait(PATIENCE)


def test_who_leaves_calls_who_rests_where_nobody_waits(shift):
    shift.begin()
    other = Request(shift)
    Request(shift)
    waiting(shift, 1)
    other.done.set()
    resting(shift, 1)
    shift.leave()
    assert other.back.wait(PATIENCE)


def test_who_has_no_place_calls_nobody_by_leaving(shift, at_work):
    Request(shift)
    waiting(shift, 1)
    shift.leave()
    assert len(shift._waiting) == 1


def test_of_more_at_work_than_places_the_first_to_leave_calls_nobody():
    shift = Shift(1)
    shift.begin()
    newcomers = [Request(shift, leaves=True) for _ in range(2)]
    waiting(shift, 2)
    shift.relieve(later())
    assert all(request.begun.wait(PATIENCE) for request in newcomers)
    Request(shift)
    waiting(shift, 1)
    newcomers[0].done.set()
    assert newcomers[0].back.wait(PATIENCE)
    assert len(shift._waiting) == 1


def places_of(method, *steps):
    """Whether a request with this method has its place after each of the steps."""
    shift, found = Shift(1), []

    def application(environ, start_response):
        for step in steps:
            step()
            found.append(bool(shift._at_work))
        return [b"{}"]

    in_shifts(application, shift)({"REQUEST_METHOD": method}, None)
    return found


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def read():
    execute("SELECT id FROM accounts_user WHERE id IS NULL")


def write():
    execute("\n  DELETE FROM accounts_user WHERE id IS NULL")


# Outside of the transaction that there is around other tests, and around no request.
@committed
@pytest.mark.only("postgresql")
def test_who_writes_leaves_before():
    assert places_of("POST", read, write) == [True, False]


@committed
@pytest.mark.only("postgresql")
def test_who_writes_in_a_transaction_leaves_before_it_is_committed():
    block = transaction.atomic()
    commit = partial(block.__exit__, None, None, None)
    assert places_of("POST", block.__enter__, write, commit) == [True, True, False]


@committed
@pytest.mark.only("sqlite")
def test_where_all_would_wait_for_one_file_nobody_leaves():
    assert places_of("POST", write, transaction.atomic(write)) == [True, True]


@committed
def test_who_reads_stays():
    assert places_of("GET", read, write, transaction.atomic(write)) == [True, True, True]


@committed
def test_after_a_request_nobody_leaves_any_more():
    places_of("POST", write)
    assert places_of("GET", write, transaction.atomic(write)) == [True, True]


@pytest.mark.django_db
def test_whoever_else_looks_at_statements_goes_on_doing_so():
    def application(environ, start_response):
        connection.execute_wrappers.append(other)
        return [b"{}"]

    def other(execute, *statement):
        return execute(*statement)

    before = list(connection.execute_wrappers)
    try:
        in_shifts(application, Shift(1))({"REQUEST_METHOD": "POST"}, None)
        assert connection.execute_wrappers == [*before, other]
    finally:
        connection.execute_wrappers.remove(other)


@pytest.fixture
def ended(monkeypatch):
    """Have an answer handed over and closed, and tell whether its thread may rest then."""
    # It would close the connections of whoever runs the test.
    monkeypatch.setattr(HttpResponseBase, "close", lambda response: None)
    said = []
    monkeypatch.setattr(Shift, "end", lambda shift, *, rest: said.append(rest))

    def hand_over(response, **environ):
        answer = Answer(environ, response, Shift(1))
        assert b"".join(answer) in (b"{}", b"")
        answer.close()
        return said.pop()

    return hand_over


def of_two():
    return HttpResponse(b"{}", headers={"Content-Length": "2"})


def test_after_an_answer_of_known_length_a_thread_may_rest(ended):
    assert ended(of_two())


# Its end is what tells the client that it was all.
@pytest.mark.parametrize("response", [StreamingHttpResponse([b"{}"]), HttpResponse(status=204), [b"{}"]])
def test_after_an_answer_of_unknown_length_it_may_not(ended, response):
    assert not ended(response)


def test_while_there_may_be_more_of_a_body_it_may_not(ended):
    assert not ended(of_two(), **{BODY_LEFT: True})


class OfRequest:
    """A response that knows its request."""

    def __init__(self, environ):
        self.body = environ["wsgi.input"]

    def __iter__(self):
        return iter([b"{}"])

    def close(self):
        pass


def test_a_thread_that_rests_keeps_nothing_of_its_request(monkeypatch):
    environ = {"wsgi.input": BytesIO(b"secret")}
    body = weakref.ref(environ["wsgi.input"])
    monkeypatch.setattr(Shift, "end", lambda shift, *, rest: body() and pytest.fail("It is kept."))
    answer = Answer(environ, OfRequest(environ), Shift(1))
    assert list(answer) == [b"{}"]
    answer.close()


def test_a_request_that_fails_leaves_its_place():
    def application(environ, start_response):
        raise LookupError

    answer = in_shifts(application, Shift(1))
    for _ in range(2):
        with pytest.raises(LookupError):
            answer({"REQUEST_METHOD": "GET"}, None)
