import pytest

from budget import server
from tests.docker import compose

BRIEF = """
SECRET_KEY=0123456789abcdefghijklmnopqrstuvwxyz

## POSTGRES SETTINGS
POSTGRES_DB=postgres
POSTGRES_NAME=postgres
POSTGRES_PORT=5432
POSTGRES_USER=postgres
POSTGRES_PASSWORD=postgres
"""
ENV = compose.dotenv(BRIEF)


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in ENV.items() if name not in names}


@pytest.mark.parametrize("name", ["SECRET_KEY", "POSTGRES_USER", "POSTGRES_PASSWORD"])
def test_a_variable_that_is_missing_or_empty_is_named(name):
    for half in (without(name), ENV | {name: ""}):
        with pytest.raises(compose.Missing, match=f"^required variable {name} is missing a value: write it into .env"):
            compose.services(half)


def test_a_database_without_any_name_is_named():
    with pytest.raises(compose.Missing, match="POSTGRES_DB is missing a value"):
        compose.services(without("POSTGRES_NAME", "POSTGRES_DB"))


@pytest.mark.parametrize(
    ("names", "used"),
    [
        ({"POSTGRES_NAME": "budget", "POSTGRES_DB": "postgres"}, "budget"),
        ({"POSTGRES_NAME": "budget", "POSTGRES_DB": ""}, "budget"),
        ({"POSTGRES_NAME": "", "POSTGRES_DB": "budget"}, "budget"),
    ],
)
def test_the_database_that_is_made_is_the_one_that_is_used(names, used):
    found = compose.services(ENV | names)
    assert found["db"]["environment"]["POSTGRES_DB"] == used
    assert {one["environment"]["POSTGRES_NAME"] for one in compose.ours(ENV | names).values()} == {used}


def test_the_port_of_the_database_is_the_one_that_is_used():
    found = compose.services(ENV | {"POSTGRES_PORT": "5433"})
    assert found["db"]["environment"]["PGPORT"] == found["web"]["environment"]["POSTGRES_PORT"] == "5433"


def test_what_works_beside_the_web_server_is_a_service_each(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    assert {name for name, _ in server.companions()} <= set(compose.services(ENV))


def test_only_the_web_server_and_the_proxy_can_be_reached():
    published = {name: one["ports"] for name, one in compose.services(ENV).items() if "ports" in one}
    assert published == {"web": ["127.0.0.1:8000:8000"], "proxy": ["80:80", "443:443"]}


def test_what_stands_in_the_env_file_reaches_the_services():
    found = compose.ours(ENV | {"SMTP_HOST": "mail", "HOST": "127.0.0.1"})
    assert {one["environment"]["SMTP_HOST"] for one in found.values()} == {"mail"}
    # But for where they listen in their own network.
    assert {one["environment"]["HOST"] for one in found.values()} == {"0.0.0.0"}


@pytest.mark.parametrize(("given", "place"), [({}, "backups"), ({"BACKUP_DIR": "/mnt/usb"}, "/mnt/usb")])
def test_backups_go_where_the_env_file_says(given, place):
    backup = compose.services(ENV | given)["backup"]
    assert backup["volumes"] == [f"{place}:/backups"]
    assert backup["environment"]["BACKUP_DIR"] == "/backups"


def test_only_the_pool_believes_the_proxy():
    found = compose.ours(ENV)
    assert found["web-pool"]["environment"]["TRUSTED_PROXIES"] == "1"
    assert [name for name, one in found.items() if "TRUSTED_PROXIES" in one["environment"]] == ["web-pool"]


def test_the_example_sets_what_the_brief_names():
    assert set(compose.dotenv((compose.ROOT / ".env.example").read_text())) == set(ENV)
