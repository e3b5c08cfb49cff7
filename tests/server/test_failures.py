import gzip
import json
from urllib.parse import urlsplit

import pytest

from tests.notifications.channels.receivers import Receiver, http_receiver
from tests.servers import PASSWORD, Server, serving, wait_for

pytestmark = pytest.mark.server

MEMO, AMOUNT, MAIL = "canary 김치찌개", 987_654_321, "canary@example.org"


def lose_a_column(server: Server) -> None:
    """Break the database, so that what is written fails with all that was entered in hand."""
    server.query("ALTER TABLE expenses_expense RENAME COLUMN memo TO gone")


def events(receiver: Receiver) -> list[dict]:
    """Return the events among the envelopes that came."""
    found = []
    for taken in list(receiver.taken):
        lines = gzip.decompress(taken.body).split(b"\n")
        items = zip(lines[1::2], lines[2::2], strict=False)
        found += [json.loads(body) for head, body in items if json.loads(head)["type"] == "event"]
    return found


def test_a_failure_reaches_sentry_and_nothing_of_the_person_does():
    with http_receiver() as receiver, serving(SENTRY_DSN=f"http://key@{receiver.host}/7") as server:
        person = server.person("canary-name")
        person.client.patch("/api/accounts/me/", json={"email": MAIL})
        lose_a_column(server)
        entered = {"category": "food", "amount": AMOUNT, "memo": MEMO}
        answer = person.client.post("/api/expenses/create/", json=entered)
        assert answer.status_code in (500, 503)
        wait_for(lambda: events(receiver), server.log.read_text)
        event = events(receiver)[0]
        assert event["tags"]["route"] == "/api/expenses/create/"
        assert event["tags"]["request_id"] == answer.headers["X-Request-ID"]
        assert event["user"]["id"] > 0
        assert event["release"].startswith("harumok@")
        assert event["exception"]["values"][-1]["stacktrace"]["frames"]
        assert urlsplit(receiver.taken[0].path).path == "/api/7/envelope/"
        sent = json.dumps(events(receiver), ensure_ascii=False) + str([taken.headers for taken in receiver.taken])
        log = server.log.read_text()
    (line,) = [json.loads(line) for line in log.splitlines() if '"answered ' in line]
    assert (line["level"], line["route"], line["user_id"]) == ("error", "/api/expenses/create/", event["user"]["id"])
    assert "Traceback (most recent call last)" in line["exception"]
    secrets = (MEMO, str(AMOUNT), MAIL, "canary", PASSWORD, *person.tokens.values(), "127.0.0.1")
    assert [secret for secret in secrets if secret in sent.replace(receiver.host, "")] == []
    assert [secret for secret in secrets[:-1] if secret in log] == []
