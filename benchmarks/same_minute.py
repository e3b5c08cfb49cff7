"""Everybody's morning message is due at one minute; what sends them is killed (kill -9) and started again meanwhile.

    TEST_DATABASE=postgresql python -m benchmarks.same_minute --people 1000000

A scheduler and two workers, as they ship, and people's inboxes in the app. It tells how many a second arrive, what the
processes have in memory, and whether a message was lost or came twice.
"""

import argparse
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter, sleep
from zoneinfo import ZoneInfo

from django.core.management import call_command
from django.db import connection

from core import clock
from notifications.models import Delivery, InboxMessage
from tests.servers import MANAGE, ROOT

from . import measure, morning, places

COMMANDS = {"scheduler": "scheduler", "worker 1": "worker", "worker 2": "worker"}
# Who is killed when so great a part has arrived. The first one is calling workers just then.
KILLS = [(0.0, ["scheduler"]), (1 / 3, ["worker 1"]), (2 / 3, ["scheduler", "worker 2"])]
LOOK_EVERY = 2.0
# Longer than a dead worker's lease and the scheduler's next minute.
STUCK_AFTER = 300.0


@dataclass
class Crew:
    """The processes, by name."""

    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str) -> None:
        """Start one."""
        self.processes[name] = subprocess.Popen([*MANAGE, COMMANDS[name]], cwd=ROOT)

    def replace(self, name: str) -> None:
        """Kill one without a warning, and start another in its place."""
        self.processes[name].kill()
        self.processes[name].wait()
        self.start(name)

    def memory(self) -> str:
        """Return what each has, in megabytes."""
        return ", ".join(f"{name} {measure.memory(process.pid):.0f}" for name, process in self.processes.items())

    def end(self) -> None:
        """End all of them."""
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            process.wait()


@contextmanager
def at_work() -> Iterator[Crew]:
    """Run the scheduler and the workers until the block ends."""
    crew = Crew()
    try:
        for name in COMMANDS:
            crew.start(name)
        yield crew
    finally:
        crew.end()


def main() -> None:
    """Make people, have them all told, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200_000)
    people = parser.parse_args().people
    call_command("migrate", verbosity=0)
    if connection.vendor == "postgresql":
        places.keep_what_is_written()
    now = clock.now().astimezone(ZoneInfo("Asia/Seoul"))
    began = perf_counter()
    morning.fill(people, morning_at=now.hour * 60 + now.minute)
    print(f"{connection.vendor}: {people:,} people made in {perf_counter() - began:.0f} s", flush=True)
    with at_work() as crew:
        watch(crew, people)
    report(people)


def watch(crew: Crew, people: int) -> None:
    """Look on until all has arrived, and kill on the way. Raises RuntimeError where nothing arrives any more."""
    began = changed_at = perf_counter()
    kills, arrived = list(KILLS), 0
    while arrived < people:
        sleep(LOOK_EVERY)
        before, arrived, now = arrived, InboxMessage.objects.count(), perf_counter()
        changed_at = now if arrived > before else changed_at
        if now - changed_at > STUCK_AFTER:
            raise RuntimeError(f"{arrived:,} of {people:,}, and no more")
        print(f"{now - began:5.0f} s: {arrived:,} arrived; MB: {crew.memory()}", flush=True)
        if kills and Delivery.objects.exists() and arrived >= kills[0][0] * people:
            for name in kills.pop(0)[1]:
                crew.replace(name)
                print(f"        {name} killed and started again", flush=True)
    print(f"{people / (now - began):,.0f} a second from the scheduler's start to the last message")


def report(people: int) -> None:
    """Say whether everybody has one message, and every delivery is recorded as sent."""
    sent = Delivery.objects.filter(state=Delivery.State.SENT).count()
    deliveries, messages = Delivery.objects.count(), InboxMessage.objects.count()
    reached = InboxMessage.objects.values("owner").distinct().count()
    print(f"{people:,} people: {deliveries:,} deliveries, {sent:,} of them sent; {messages:,} messages")
    print(f"{people - reached:,} people without a message, {messages - reached:,} messages too many")


if __name__ == "__main__":
    try:
        main()
    finally:
        morning.hang_up()
