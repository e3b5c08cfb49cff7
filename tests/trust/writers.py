"""Eight who record expenses, one after the other, whatever happens to the service meanwhile."""

from collections import Counter
from collections.abc import Iterator
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
        with self.person.server.client(headers=self.person.client.headers) as client:
            memos = (f"{self.name} {number}" for number in count())
            while not over.is_set():
                memo = next(memos)
                while not self.record(client, memo) and self.with_keys:
                    wait_for(self.person.server.is_ready)

    def record(self, client: httpx.Client, memo: str) -> bool:
        """Tell whether it was acknowledged."""
        key = {"Idempotency-Key": memo} if self.with_keys else {}
        try:
            answer = client.post("/api/expenses/", json={"category": "food", "amount": 1, "memo": memo}, headers=key)
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
        people = [server.person() for _ in range(4)]
        self.all = [Writer(people[number // 2], f"writer {number}", with_keys=number % 2 == 0) for number in range(8)]

    @property
    def acknowledged(self) -> list[str]:
        return [memo for writer in self.all for memo in writer.acknowledged]

    @property
    def statuses(self) -> Counter[int]:
        return sum((writer.statuses for writer in self.all), Counter())

    def wait_for(self, number: int) -> None:
        """Return when so many rows were acknowledged, in all."""
        wait_for(lambda: len(self.acknowledged) >= number)

    def rows(self) -> Counter[str]:
        """Return how many rows there are of each memo of theirs."""
        found = self.server.query("SELECT memo FROM expenses_expense WHERE memo LIKE 'writer %'")
        return Counter(memo for (memo,) in found)

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Have them write until the block ends."""
        over = Event()
        with ThreadPoolExecutor(len(self.all)) as pool:
            done = [pool.submit(writer.run, over) for writer in self.all]
            try:
                yield
            finally:
                over.set()
            for each in done:
                each.result()
