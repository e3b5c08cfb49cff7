"""Killed at any step, a restore leaves an empty database or the whole one, and can be done again."""

import os
import signal
import sys
from pathlib import Path

import psycopg

from accounts.models import User
from operations.content import our_tables
from operations.progress import Progress
from operations.restore import restore as bring_back
from tests.servers import wait_for

from .making import back_up, restore
from .places import everything, leave

OPERATIONS = str(Path(sys.modules[bring_back.__module__].__file__).parent)
KILLS = 12


def in_a_child(place, file, kill_at=None):
    """Restore in a process of its own, which is killed at a step; return its code, and through a pipe its steps."""
    reading, writing = os.pipe()
    with place.as_default():
        leave()
        if (child := os.fork()) == 0:
            os.close(reading)
            steps = 0

            def count(frame, event, argument):
                nonlocal steps
                if frame.f_code.co_filename.startswith(OPERATIONS):
                    steps += 1
                    if steps == kill_at:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.setprofile(count)
            try:
                bring_back(file, Progress())
            finally:
                sys.setprofile(None)
                os.write(writing, str(steps).encode())
                os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        steps = pipe.read()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(steps or 0)


def settled(place):
    """Return once the database has heard that the killed one is gone."""
    if place.kind == "postgresql":
        with psycopg.connect(place.address, autocommit=True) as watcher:
            others = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
            wait_for(lambda: watcher.execute(others, [place.name]).fetchone() == (0,))


def test_it_is_empty_or_whole(home, make_place, backup_file):
    back_up(home, backup_file)
    with home.as_default():
        whole = everything()
    code, steps = in_a_child(make_place(), backup_file)
    assert code == 0
    outcomes = set()
    for number in range(KILLS):
        place = make_place(migrated=number % 3 > 0)
        code, _ = in_a_child(place, backup_file, kill_at=1 + (steps - 1) * number // (KILLS - 1))
        assert code == -signal.SIGKILL
        settled(place)
        with place.as_default():
            is_whole = "accounts_user" in our_tables() and User.objects.exists()
            outcomes.add(is_whole)
            if is_whole:
                assert everything() == whole
        if not is_whole:
            restore(place, backup_file)
            with place.as_default():
                assert everything() == whole
    assert outcomes == {False, True}
