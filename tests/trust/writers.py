"""Eight who record expenses, one after the other, whatever happens to the service meanwhile."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from threading import Event

import httpx

from tests.servers import Person, Server, wait_for


class Writer:
    """With keys, each expense is asked for until it is acknowledged; without, what failed is let go."""

    def __init__(self, person: Person, name: str, *, with_keys: bool) -> None:
        self.person, self.name, self.with_keys = person, name, with_keys
        self.acknowledged: list[str] = []
        self.unavailable: list[httpx.Response] = []
        self.statuses: Counter[int] = Counter()

    def run(self, over: Event) -> None:
        with self.person.server.client() as client:
            memos = (f"{self.name} {number}" for number in count())
            while not over.is_set():
                memo = next(memos)
                while not self.record(client, memo) and self.with_keys:
                    wait_for(self.person.server.is_ready)

    def record(self, client: httpx.Client, memo: str) -> bool:
        """Tell whether it was acknowledged."""
        headers = {"Authorization": self.person.client.headers["Authorization"]}
        if self.with_keys:
            headers["Idempotency-Key"] = memo
        lunch = {"category": "food", "amount": 1, "memo": memo}
        try:
            answer = client.post("/api/expenses/", json=lunch, headers=headers)
        except httpx.TransportError:
            wait_for(self.person.server.is_ready)
            return False
        self.statuses[answer.status_code] += 1
        if answer.status_code == 503:
            self.unavailable.append(answer)
        if answer.status_code == 201:
            self.acknowledged.append(memo)
        return answer.status_code == 201


class Writers:
    """Eight of them: for four people, with keys and without."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.people = [server.person() for _ in range(4)]
        self.all = [
            Writer(self.people[number // 2], f"writer {number}", with_keys=number % 2 == 0) for number in range(8)
        ]

    @property
    def acknowledged(self) -> list[str]:
        return [memo for writer in self.all for memo in writer.acknowledged]

    @property
    def statuses(self) -> Counter[int]:
        return sum((writer.statuses for writer in self.all), Counter())

    def wait_until_acknowledged(self, number: int) -> None:
        """Return when so many rows were, in all."""
        wait_for(lambda: len(self.acknowledged) >= number)

    def rows(self) -> Counter[str]:
        """Return how many rows there are of each memo of theirs."""
        found = self.server.query("SELECT memo FROM expenses_expense WHERE memo LIKE 'writer %'")
        return Counter(memo for (memo,) in found)

    def lost_and_doubled(self) -> tuple[list[str], list[str]]:
        """Return what was acknowledged and is not there, and what is there more than once."""
        rows = self.rows()
        lost = [memo for memo in self.acknowledged if memo not in rows]
        return lost, [memo for memo, number in rows.items() if number > 1]

    @contextmanager
    def at_work(self, *others: Callable[[Event], None]) -> Iterator[None]:
        """Have them write, and others do what they do, until the block ends."""
        over, work = Event(), [*(writer.run for writer in self.all), *others]
        with ThreadPoolExecutor(len(work)) as pool:
            done = [pool.submit(run, over) for run in work]
            try:
                yield
            finally:
                over.set()
            for each in done:
                each.result()
