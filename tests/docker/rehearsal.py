"""Rehearses `docker compose up -d` without an engine: builds as the Dockerfile says, runs as the Compose file says.

`docker/rehearse` starts it. It needs Linux, root for the namespaces, and the Python that the image has.
"""

import re
import secrets
import sys
import time

import httpx
import psutil

from . import compose, engine, page
from .engine import Container, Image, wait_for
from .postgres import Postgres

# What makes trouble in a shell or in an address.
PASSWORD = """p@ss:w/o#r%d$?&= "'[é"""
LARGEST = 300_000_000
TOKEN = secrets.token_hex(16)
WEB = ("web", "web-pool")
LUNCH = {"category": "food", "amount": 9_500, "memo": "김치찌개"}


def tell(text: str) -> None:
    sys.stdout.write(f"{time.monotonic() - BEGAN:5.0f} s  {text}\n")
    sys.stdout.flush()


class Person:
    """Somebody who is told when the budget for food is spent."""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=f"{url}/api/", timeout=30)
        who = {"username": "jieun", "password": "battery 말 staple"}
        self.post("accounts/register/", who)
        self.client.headers["Authorization"] = f"Bearer {self.post('accounts/login/', who)['access']}"
        # Lunch spends food to 80 %, and a second one to 100.
        self.post("budget/", [{"category": "food", "amount": 10_000}, {"category": "transport", "amount": 90_000}])
        self.client.put("notifications/settings/", json={"alerts": {"on": True}}).raise_for_status()

    def post(self, path: str, body: object) -> dict[str, str]:
        answer: dict[str, str] = self.client.post(path, json=body).raise_for_status().json()
        return answer

    def messages(self) -> int:
        return len(self.client.get("notifications/inbox/").raise_for_status().json()["messages"])

    def spent_today(self) -> int:
        spent: int = self.client.get("expenses/daily-recommendation/").raise_for_status().json()["spent_today"]
        return spent


class Rehearsal:
    """The services, each with one container, and replicas of those that there may be any number of."""

    def __init__(self, debian: engine.Debian, image: Image) -> None:
        filled_in = compose.example(SECRET_KEY=secrets.token_hex(32), POSTGRES_PASSWORD=PASSWORD)
        self.services = compose.services(filled_in | {"METRICS_TOKEN": TOKEN})
        self.db = Postgres(debian.image("db"), self.services["db"])
        self.image = image
        ours = {name: service for name, service in self.services.items() if service["image"] == "harumok"}
        assert all(service["read_only"] for service in ours.values())
        image.close(ours["web"]["tmpfs"])
        (volume,) = ours["backup"]["volumes"]
        self.backups = volume.partition(":")[2]
        image.mount_volume(self.backups)
        self.web = self.container("web")
        # In one network, each needs a port of its own.
        self.replicas = [self.container("web-pool", PORT=str(8001 + number)) for number in range(2)]
        self.beside = [self.container(name) for name in ours if name not in WEB]

    def container(self, name: str, **changed: str) -> Container:
        return Container(self.image, name + changed.get("PORT", ""), self.services[name], **changed)

    @property
    def running(self) -> list[Container]:
        return [self.web, *self.replicas, *self.beside]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.web.environment['PORT']}"

    def status(self, path: str) -> int:
        return httpx.get(self.url + path, timeout=30).status_code

    def metrics(self) -> str:
        return httpx.get(f"{self.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30).text

    def a_wrong_password_is_named(self) -> None:
        wrong = self.container("web", PORT="8009", POSTGRES_PASSWORD="not this one").start()
        wait_for(lambda: "password authentication failed" in wrong.said(), "a word about the password")
        wrong.stop()

    def all_prepare_one_empty_database(self) -> None:
        """Start every web server at once, before the database."""
        for web in (self.web, *self.replicas):
            web.start()
        wait_for(lambda: "waiting up to" in self.web.said(), "a word about the database")
        assert not self.db.is_healthy()
        assert not self.web.is_healthy()
        self.db.start()
        for web in (self.web, *self.replicas):
            wait_for(web.is_healthy, f"{web.name} healthy: {web.said()}")
        assert [self.status(path) for path in ("/healthz", "/readyz", "/", "/api/docs/")] == [200] * 4
        for asset in re.findall(r'"(/static/[^"]+)"', httpx.get(self.url, timeout=30).text):
            assert self.status(asset) == 200, asset

    def nothing_is_root_and_nothing_can_be_written(self) -> None:
        for container in self.running:
            assert container.process
            family = psutil.Process(container.process.pid)
            assert {one.uids().effective for one in (family, *family.children(recursive=True))} == {10001}
        for place in ("/srv/harumok/x", "/srv/static/x", "/opt/venv/x", "/data/x", "/x"):
            assert self.web.execute("touch", place).returncode != 0, place
        assert self.web.execute("touch", "/tmp/x").returncode == 0
        assert self.web.execute("python", "-m", "pip", "--version").returncode != 0

    def the_web_server_is_alone(self) -> None:
        assert self.web.process
        assert len(psutil.Process(self.web.process.pid).children()) == 1

    def somebody_spends_and_is_told(self) -> None:
        self.person = Person(self.url)
        self.person.post("expenses/create/", LUNCH)
        for container in self.beside:
            container.start()
        wait_for(lambda: self.person.messages() == 1, "a message")

    def backups_are_made(self) -> None:
        wait_for(lambda: "harumok_backup_failed 0.0" in self.metrics(), "a word about a backup")
        # One more by hand, as docs/docker.md says.
        for words in page.commands("One more, now:"):
            self.docker(*words)

    def the_briefs_commands_work(self) -> None:
        for command in ("makemigrations", "migrate"):
            done = self.web.execute("python", "manage.py", command)
            assert done.returncode == 0, done.stderr

    def the_database_may_go_and_come(self) -> None:
        self.db.stop()
        wait_for(lambda: self.status("/readyz") == 503, "not ready")
        assert self.status("/healthz") == 200
        self.db.start()
        wait_for(lambda: self.status("/readyz") == 200, "ready again")
        assert [container.code() for container in self.running] == [None] * len(self.running)

    def all_end_by_sigterm_and_come_back(self) -> None:
        for container in self.running:
            container.stop()
        self.web.start()
        wait_for(self.web.is_healthy, "web healthy again")
        assert self.person.spent_today() == LUNCH["amount"]
        self.person.post("expenses/create/", LUNCH)
        for container in (*self.beside, *self.replicas):
            container.start()
        wait_for(lambda: self.person.messages() == 2, "the next message")
        for container in self.running:
            container.stop()

    def the_backup_comes_back(self) -> None:
        """Do what docs/docker.md says, in a database that has gone on since then."""
        self.web.start()
        wait_for(self.web.is_healthy, "web healthy again")
        assert self.person.spent_today() == 2 * LUNCH["amount"]
        for words in page.commands("Bringing one back"):
            self.docker(*words)
        assert self.person.spent_today() == LUNCH["amount"]
        assert self.person.messages() == 1
        self.person.post("expenses/create/", LUNCH)
        wait_for(lambda: self.person.messages() == 2, "a message again")
        for words in page.commands("When all is well"):
            self.docker(*words)
        for container in (self.web, *self.beside):
            container.stop()

    def newest_backup(self) -> str:
        """Return the path of the newest backup, as the containers see it."""
        folder = self.image.root / self.backups.lstrip("/")
        return f"{self.backups}/{max(file.name for file in folder.glob('harumok-*.zip'))}"

    def docker(self, *words: str) -> None:
        """Do what a command of `docker compose` does."""
        match words:
            case ["docker", "compose", "down"]:
                for container in self.running:
                    if container.code() is None:
                        container.stop()
                self.db.stop()
            case ["docker", "compose", "up", "-d", "--wait", "db"]:
                self.db.start()
            case ["docker", "compose", "up", "-d"]:
                self.web.start()
                wait_for(self.web.is_healthy, "web healthy again")
                for container in self.beside:
                    container.start()
            case ["docker", "compose", "exec", "db", *command]:
                self.db.execute(*command)
            case ["docker", "compose", "exec", name, *command]:
                self.run_in(name, command)
            case ["docker", "compose", "run", "--rm", "--no-deps", name, *command]:
                self.run_in(name, command)
            case _:
                raise AssertionError(f"the rehearsal does not know {words}")

    def run_in(self, name: str, command: list[str]) -> None:
        """Run a command in a container of a service, with our backup in place of the page's."""
        ours = [re.sub(r"/backups/harumok-.*", self.newest_backup(), word) for word in command]
        done = self.container(name).execute(*ours)
        assert done.returncode == 0, done.stderr

    def the_image_alone_serves_from_its_own_database(self) -> None:
        """Do what `docker run` does with a volume and without settings."""
        owner = "uid={},gid={}".format(*self.image.user.split(":"))
        engine.mount("-t", "tmpfs", "-o", f"mode=700,{owner}", "tmpfs", self.image.root / "data")
        alone = Container(self.image, "alone", {"environment": {}}).start()
        wait_for(alone.is_healthy, "healthy")
        Person(self.url)
        alone.stop()

    def logs(self) -> str:
        return "".join(f"--- {one.name}\n{one.said()}" for one in self.running)


STEPS = (
    Rehearsal.all_prepare_one_empty_database,
    Rehearsal.a_wrong_password_is_named,
    Rehearsal.the_web_server_is_alone,
    Rehearsal.somebody_spends_and_is_told,
    Rehearsal.backups_are_made,
    Rehearsal.nothing_is_root_and_nothing_can_be_written,
    Rehearsal.the_briefs_commands_work,
    Rehearsal.the_database_may_go_and_come,
    Rehearsal.all_end_by_sigterm_and_come_back,
    Rehearsal.the_backup_comes_back,
    Rehearsal.the_image_alone_serves_from_its_own_database,
)


def main() -> None:
    release = engine.release()
    with engine.scratch() as folder:
        tell(f"Debian {release}")
        debian = engine.Debian(folder, release)
        tell("building as the Dockerfile says")
        image = engine.build(debian)
        base, added = debian.bytes(), image.bytes_added()
        tell(f"built: {added / 1e6:.0f} MB on top of a base of {base / 1e6:.0f} MB")
        assert base + added < LARGEST
        tell("PostgreSQL")
        rehearsal = Rehearsal(debian, image)
        engine.leave_the_network()
        rehearsal.db.initialise()
        for step in STEPS:
            tell(step.__name__.replace("_", " "))
            try:
                step(rehearsal)
            except BaseException:
                sys.stderr.write(rehearsal.logs())
                raise
        assert "Traceback" not in rehearsal.logs(), rehearsal.logs()
    tell("all went well")


if __name__ == "__main__":
    BEGAN = time.monotonic()
    main()
