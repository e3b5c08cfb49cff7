"""What `make dist` makes, installed where nothing else of ours is."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from budget import __version__
from tests.release.building import NOT_HANDED_ON, build, files_in, install, run, sources
from tests.servers import ROOT, Server, fresh_environment, running

# What is packed is the same whatever the database.
pytestmark = pytest.mark.only("sqlite")
A_STATIC_FILE = next("/static/" + name.partition("/static/")[2] for name in sources() if "/static/" in name)


@dataclass
class Distributions:
    """The sdist and the wheel that was built from it."""

    sdist: Path
    wheel: Path


@pytest.fixture(scope="module")
def distributions(tmp_path_factory) -> Distributions:
    return Distributions(*build(tmp_path_factory.mktemp("dist")))


@pytest.fixture(scope="module")
def program(distributions, tmp_path_factory) -> Path:
    return install(distributions.wheel, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def environment(home) -> Iterator[dict[str, str]]:
    """A user's with a home and, on PostgreSQL, a database, and nothing else set."""
    with fresh_environment() as (_, given):
        yield {name: value for name, value in given.items() if name not in NOT_HANDED_ON} | {"HOME": str(home)}


@pytest.fixture(scope="module")
def service(program, environment, tmp_path_factory) -> Iterator[Server]:
    """`budget serve`, started in an empty folder."""
    with running(tmp_path_factory.mktemp("empty"), environment, command=(str(program), "serve")) as server:
        yield server


def test_they_carry_the_version(distributions):
    assert distributions.sdist.name == f"harumok-{__version__}.tar.gz"
    assert distributions.wheel.name == f"harumok-{__version__}-py3-none-any.whl"


def test_the_sdist_has_all_that_the_repository_keeps(distributions):
    assert set(sources()) <= files_in(distributions.sdist)


def test_the_wheel_has_every_file_of_every_room_and_compiled_translations(distributions):
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
    files = {name for name in sources() if name.partition("/")[0] in rooms}
    own = {name for name in files_in(distributions.wheel) if ".dist-info/" not in name}
    assert own == files | {"budget/locale/ko/LC_MESSAGES/django.mo"}


@pytest.mark.server
def test_it_says_which_version_it_is(program, environment, tmp_path):
    assert run(program, "--version", environment=environment, folder=tmp_path) == f"harumok {__version__}\n"


@pytest.mark.server
def test_everything_it_runs_is_the_installed(program, environment, tmp_path):
    code = "import budget, core, reports; print(budget.__file__, core.__file__, reports.__file__)"
    files = run(program, "shell", "-v0", "-c", code, environment=environment, folder=tmp_path).split()
    assert all(Path(file).is_relative_to(program.parent.parent) for file in files)


@pytest.mark.server
@pytest.mark.parametrize("path", ["/", "/api/docs/", "/api/schema/", A_STATIC_FILE, "/admin/login/"])
def test_it_serves_pages_and_static_files(service, path):
    with service.client(follow_redirects=True) as client:
        assert client.get(path).status_code == 200


@pytest.mark.server
def test_it_speaks_korean(service):
    labels = {one["category"]: one["label"] for one in service.person().client.get("/api/categories/").json()}
    with service.client() as client:
        refused = client.post("/api/accounts/login/", json={}).json()["errors"][0]["detail"]
    assert (labels["food"], refused) == ("식비", "꼭 필요한 항목이에요.")


@pytest.mark.server
def test_it_has_brought_its_migrations(service, program, environment, tmp_path):
    run(program, "migrate", "--check", environment=environment, folder=tmp_path)
    run(program, "makemigrations", "--check", "--dry-run", environment=environment, folder=tmp_path)


@pytest.mark.server
def test_its_data_is_in_the_users_home_and_not_where_it_was_started(service, home):
    assert (home / ".local/share/harumok/harumok.sqlite3").exists()
    assert [file.name for file in service.folder.iterdir()] == [service.log.name]
