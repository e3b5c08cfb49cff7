"""A backup that is made while people write is of one moment: what belongs together is in it together."""

import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from django.core.management import call_command
from django.db import connections, transaction

from accounts.models import User
from expenses.models import Expense
from tests.factories import make_expense, make_user
from tests.servers import wait_for

from .making import restore

WRITERS = 4
BACKUPS = 3


def write_pairs(name, stop, written):
    """Write pairs of expenses, each in one transaction, until told to stop; count those acknowledged."""
    try:
        owner = User.objects.get(username=name)
        for number in count():
            if stop.is_set():
                return
            with transaction.atomic():
                make_expense(owner, 7, memo=f"pair {name} {number}")
                make_expense(owner, 7, memo=f"pair {name} {number}")
            written[name] = number + 1
    finally:
        connections.close_all()


def test_pairs_are_both_in_it_or_both_out(make_place, tmp_path):
    names, stop, written = [f"writer-{number}" for number in range(WRITERS)], threading.Event(), Counter()
    acknowledged = []
    with make_place(settled=True).as_default(), ThreadPoolExecutor(WRITERS) as pool:
        for name in names:
            make_user(name)
        writers = [pool.submit(write_pairs, name, stop, written) for name in names]
        try:
            wait_for(lambda: len(written) == WRITERS)
            for number in range(BACKUPS):
                acknowledged.append(dict(written))
                call_command("backup", tmp_path / f"{number}.zip")
        finally:
            stop.set()
        assert [writer.exception() for writer in writers] == [None] * WRITERS
    for number in range(BACKUPS):
        restore(away := make_place(), tmp_path / f"{number}.zip")
        with away.as_default():
            memos = Counter(Expense.objects.filter(memo__startswith="pair ").values_list("memo", flat=True))
            assert set(memos.values()) <= {2}
            for name, pairs in acknowledged[number].items():
                assert memos[f"pair {name} {pairs - 1}"] == 2
